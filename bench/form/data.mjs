// Values for every field of a form, as many as are asked for: lists are filled until there are enough.
//
// Input: the schema of a layout. Output: the values as JSON, and as the envelope that the form of ours reads.

/** Values that the schema has nothing against; each list has `n_items` items. */
function value(schema, nItems, path) {
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, value(inner, nItems, [...path, name])]),
      );
    case "array":
      return Array.from({ length: nItems }, () => value(schema.items, nItems, path));
    case "integer":
    case "number":
      return schema.enum?.[0] ?? Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    default:
      if (schema.enum) return schema.enum[0];
      return schema.pattern ? "15/01/2026" : "Exemplo".slice(0, schema.maxLength ?? 7);
  }
}

export function count(data) {
  if (data === null || typeof data !== "object") return 1;
  return Object.values(data).reduce((sum, inner) => sum + count(inner), 0);
}

/** Values of at least so many fields. */
export function filled(schema, nFields) {
  for (let nItems = 1; ; nItems += 1) {
    const data = value(schema, nItems, []);
    if (count(data) >= nFields || nItems > 50) return data;
  }
}

function elements(data) {
  return Object.entries(data)
    .flatMap(([name, inner]) => (Array.isArray(inner) ? inner.map((item) => [name, item]) : [[name, inner]]))
    .map(([name, inner]) => {
      const inside = inner !== null && typeof inner === "object" ? `\n${elements(inner)}\n` : String(inner);
      return `<${name}>${inside}</${name}>`;
    })
    .join("\n");
}

/** The envelope of the values; what is a part of its own stands beside the parameters. */
export function envelope(data, { operation, namespace, parameters, parts }) {
  const own = Object.fromEntries(parts.filter((name) => name in data).map((name) => [name, data[name]]));
  const rest = Object.fromEntries(Object.entries(data).filter(([name]) => !parts.includes(name) && name !== parameters));
  return (
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ser="${namespace}">\n<soapenv:Body>\n` +
    `<ser:${operation}>\n${elements(own)}\n<${parameters}>\n${elements(rest)}\n</${parameters}>\n</ser:${operation}>\n` +
    `</soapenv:Body>\n</soapenv:Envelope>\n`
  );
}
