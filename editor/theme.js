// How the editor looks: colours are the page's custom properties, which reach into the shadow root.
//
// No `data:` image, which the content policy blocks: underlines are text decorations, gutter marks are drawn in CSS.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const underline = (severity) => ({
  textDecoration: `underline wavy var(--${severity}) 1px`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

const theme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    fontSize: "var(--text-code)",
  },
  // The page draws the focus around the editor, where no gutter covers it.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: "8px" },
  ".cm-line": { paddingInline: "6px 12px" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-selectionBackground": { backgroundColor: "var(--selection)" },
  ".cm-activeLine": { backgroundColor: "var(--active-line)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--control-line)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  ".cm-placeholder": { color: "var(--ink-soft)" },
  ".cm-specialChar": { color: "var(--error)" },

  ".cm-gutters": {
    color: "var(--ink-soft)",
    backgroundColor: "var(--surface-sunk)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "var(--active-line)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "3ch", paddingInline: "10px 2px" },
  ".cm-foldGutter .cm-gutterElement": { paddingInline: "2px", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    color: "var(--ink-soft)",
    backgroundColor: "var(--surface-sunk)",
    border: "1px solid var(--line-strong)",
    paddingInline: "6px",
  },

  ".cm-mark-gutter": { width: "16px" },
  ".cm-mark": { display: "block", width: "9px", height: "9px", margin: "0.42em auto 0" },
  ".cm-mark-error": { backgroundColor: "var(--error)", borderRadius: "50%" },
  ".cm-mark-warning": { backgroundColor: "var(--warning)", clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  ".cm-mark-hint": { border: "2px solid var(--hint)", borderRadius: "50%", boxSizing: "border-box" },

  ".cm-lintRange-error": underline("error"),
  ".cm-lintRange-warning": underline("warning"),
  ".cm-lintRange-hint": underline("hint"),
  ".cm-lintPoint": { position: "relative" },
  ".cm-lintPoint:after": {
    content: "''",
    position: "absolute",
    bottom: "0",
    left: "-2px",
    borderInline: "3px solid transparent",
    borderBottom: "4px solid",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--error)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--warning)" },
  ".cm-lintPoint-hint:after": { borderBottomColor: "var(--hint)" },

  // A padlock: a body, and a shackle above it.
  ".cm-lock": {
    position: "relative",
    display: "inline-block",
    boxSizing: "border-box",
    width: "9px",
    height: "7px",
    margin: "0 4px 0 3px",
    backgroundColor: "var(--ink-soft)",
    borderRadius: "1.5px",
  },
  ".cm-lock:before": {
    content: "''",
    position: "absolute",
    bottom: "6px",
    left: "1.5px",
    boxSizing: "border-box",
    width: "6px",
    height: "6px",
    border: "1.5px solid var(--ink-soft)",
    borderBottom: "0",
    borderRadius: "3px 3px 0 0",
  },
  ".cm-locked": {
    color: "var(--ink-soft)",
    backgroundColor: "var(--surface-sunk)",
    borderBottom: "1px dashed var(--control-line)",
  },
  ".cm-locked *": { color: "inherit" },
  ".cm-lock-words": { margin: "0", padding: "6px 10px", maxWidth: "40ch", whiteSpace: "normal" },

  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
    boxShadow: "0 4px 16px var(--shadow)",
    maxWidth: "min(56ch, 90vw)",
    overflow: "hidden",
    fontFamily: "var(--font-text)",
    fontSize: "var(--text-small)",
  },
  ".cm-told": { margin: "0", padding: "0", listStyle: "none" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "3px solid" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnostic-hint": { borderLeftColor: "var(--hint)" },
  ".cm-diagnostic p": { margin: "0", whiteSpace: "normal" },
  ".cm-told-message": { fontWeight: "600" },
  ".cm-told-reason": { paddingTop: "2px" },
  ".cm-told-source": { paddingTop: "2px", color: "var(--ink-soft)" },

  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--surface-sunk)", fontFamily: "var(--font-text)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 32px 8px 10px" },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    gap: "4px",
    fontSize: "var(--text-small)",
  },
  ".cm-panel.cm-search input[type=checkbox]": { margin: "0" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", width: "24px", height: "24px", top: "6px", right: "6px" },
  ".cm-textfield": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--control-line)",
    borderRadius: "4px",
    padding: "3px 6px",
    fontSize: "var(--text-small)",
  },
  ".cm-button": {
    color: "var(--ink)",
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--control-line)",
    borderRadius: "4px",
    padding: "3px 8px",
    fontSize: "var(--text-small)",
  },
  ".cm-button:active": { backgroundImage: "none", backgroundColor: "var(--active-line)" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible": { outline: "2px solid var(--focus)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", outline: "1px solid var(--line-strong)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selection)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: "var(--code-name)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: "var(--ink-soft)" },
  { tag: [tags.angleBracket, tags.punctuation, tags.separator, tags.attributeName], color: "var(--ink-soft)" },
]);

/** Theme and syntax colours. */
export const look = [theme, syntaxHighlighting(colours)];
