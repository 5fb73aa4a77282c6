//! The prolog by the productions of XML 1.0 (fifth edition), against `roxmltree`.

use crate::xml::{accepts, production};
use crate::{Production, check};

const PROLOG: [Production; 4] = [
    production(
        "[22]–[27] prolog, XMLDecl, VersionNum",
        &[
            "<?xml version='1.0'?><a/>",
            "<?xml version=\"1.0\" ?>\n<!-- b --><a/>",
            "\u{feff}<?xml version='1.0'?><a/>",
            "<?xml\tversion\n=\r'1.0'?><a/>",
            "<?xml version='1.1'?><a/>",
            "<?xml version='1.99'?><a/>",
        ],
        &[
            "▸<?xml?><a/>",
            "▸<?xml ?><a/>",
            " ▸<?xml version='1.0'?><a/>",
            "\n▸<?xml version='1.0'?><a/>",
            "<!-- b -->▸<?xml version='1.0'?><a/>",
            "<?xml version='1.0'?>▸<?xml version='1.0'?><a/>",
            "<a/>▸<?xml version='1.0'?>",
            "<a>▸<?xml version='1.0'?></a>",
            "<?xml version='▸'?><a/>",
            "<?xml version='▸1'?><a/>",
            "<?xml version='▸1.'?><a/>",
            "<?xml version='▸2.0'?><a/>",
            "<?xml version='▸ 1.0'?><a/>",
            "<?xml version='▸1.0a'?><a/>",
            "<?xml version='▸1&#46;0'?><a/>",
            "<?xml version=▸1.0?><a/>",
            "<?xml ▸version='1.0\"?><a/>",
            "<?xml ▸version'1.0'?><a/>",
            "<?xml ▸Version='1.0'?><a/>",
            "<?xml version='1.0' ▸version='1.0'?><a/>",
            "<?xml version='1.0' ▸b='1'?><a/>",
            "<?xml version='1.0' ▸b?><a/>",
            "▸<?XML version='1.0'?><a/>",
            "▸<?xmlversion='1.0'?><a/>",
            "▸<?xml version='1.0'><a/>",
            "▸< ?xml version='1.0'?><a/>",
        ],
    ),
    production(
        "[80] EncodingDecl, [81] EncName",
        &[
            "<?xml version='1.0' encoding='UTF-8'?><a/>",
            "<?xml version='1.0' encoding=\"utf-8\"?><a/>",
            "<?xml version='1.0' encoding = 'A._-9'?><a/>",
            "<?xml version='1.0' encoding='x'?><a/>",
        ],
        &[
            "<?xml ▸encoding='UTF-8'?><a/>",
            "<?xml ▸encoding='UTF-8' version='1.0'?><a/>",
            "<?xml version='1.0' encoding='▸'?><a/>",
            "<?xml version='1.0' encoding='▸8'?><a/>",
            "<?xml version='1.0' encoding='▸-a'?><a/>",
            "<?xml version='1.0' encoding='▸UTF 8'?><a/>",
            "<?xml version='1.0' encoding='▸UTF:8'?><a/>",
            "<?xml version='1.0' encoding='▸é'?><a/>",
            "<?xml version='1.0' encoding=▸UTF-8?><a/>",
            "<?xml version='1.0'▸encoding='UTF-8'?><a/>",
            "<?xml version='1.0' encoding='UTF-8' ▸encoding='UTF-8'?><a/>",
            "<?xml version='1.0'▸, encoding='UTF-8'?><a/>",
        ],
    ),
    production(
        "[32] SDDecl",
        &[
            "<?xml version='1.0' standalone='yes'?><a/>",
            "<?xml version='1.0' standalone=\"no\"?><a/>",
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><a/>",
        ],
        &[
            "<?xml ▸standalone='yes'?><a/>",
            "<?xml version='1.0' standalone='▸Yes'?><a/>",
            "<?xml version='1.0' standalone='▸'?><a/>",
            "<?xml version='1.0' standalone='▸true'?><a/>",
            "<?xml version='1.0' standalone='yes' ▸encoding='UTF-8'?><a/>",
            "<?xml version='1.0' standalone='yes' ▸standalone='yes'?><a/>",
            "<?xml version='1.0' encoding='UTF-8'▸standalone='yes'?><a/>",
        ],
    ),
    // A document type is well-formed and refused all the same: nothing that reads payloads may act on one.
    Production {
        name: "[28] doctypedecl",
        code: "V105",
        aside: "",
        well_formed: &[],
        ill_formed: &[
            "▸<!DOCTYPE a><a/>",
            "▸<!DOCTYPE a SYSTEM 'b'><a/>",
            "▸<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "▸<!doctype a><a/>",
            "<a/>▸<!DOCTYPE a>",
            "<a>▸<!DOCTYPE a></a>",
            "▸<!DOCTYPE a [",
        ],
    },
];

/// What `roxmltree` judges differently: it hardly looks at what a declaration says.
const DIFFERENT: &[&str] = &[
    "<?xml?><a/>",
    "<?xml version=''?><a/>",
    "<?xml version='1'?><a/>",
    "<?xml version='1.'?><a/>",
    "<?xml version='2.0'?><a/>",
    "<?xml version=' 1.0'?><a/>",
    "<?xml version='1.0a'?><a/>",
    "<?xml version='1&#46;0'?><a/>",
    "<?XML version='1.0'?><a/>",
    "<?xmlversion='1.0'?><a/>",
    "<?xml version='1.0' encoding=''?><a/>",
    "<?xml version='1.0' encoding='8'?><a/>",
    "<?xml version='1.0' encoding='-a'?><a/>",
    "<?xml version='1.0' encoding='UTF 8'?><a/>",
    "<?xml version='1.0' encoding='UTF:8'?><a/>",
    "<?xml version='1.0' encoding='é'?><a/>",
    "<?xml version='1.0' standalone='Yes'?><a/>",
    "<?xml version='1.0' standalone=''?><a/>",
    "<?xml version='1.0' standalone='true'?><a/>",
];

#[test]
fn prolog() {
    check(&PROLOG, accepts, DIFFERENT);
}
