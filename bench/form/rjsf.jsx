// The same form by react-jsonschema-form, as its documentation starts one: the core theme, the validator on Ajv, live.

import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { useState } from "react";
import { createRoot } from "react-dom/client";

function Page({ schema, start, live }) {
  const [data, setData] = useState(start);
  return <Form schema={schema} formData={data} validator={validator} liveValidate={live} onChange={(event) => setData(event.formData)} />;
}

const [schema, start] = await Promise.all(["schema.json", "data.json"].map(async (name) => (await fetch(name)).json()));
const live = new URLSearchParams(location.search).get("live") === "yes" ? "onChange" : false;
createRoot(document.getElementById("form")).render(<Page schema={schema} start={start} live={live} />);
