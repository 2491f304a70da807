// Draws the OpenAPI document. No framework, no third party; text is only ever set as text.
"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];
let api;

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

// Paragraphs, lists and `code`; that is all the descriptions use.
function prose(text, tag = "div") {
  if (!text) return null;
  const inline = (line) => line.split(/(`[^`]+`)/).map((part) => part.length > 2 && part.startsWith("`") && part.endsWith("`") ? h("code", {}, part.slice(1, -1)) : part);
  const block = (part) => part.startsWith("- ") ? h("ul", {}, part.split(/\n(?=- )/).map((item) => h("li", {}, inline(item.slice(2))))) : h("p", {}, inline(part));
  return h(tag, { class: "prose" }, text.trim().split(/\n\s*\n/).map(block));
}

// A summary as a title: no marks, no full stop.
const plain = (text) => (text ?? "").replaceAll("`", "").replace(/\.$/, "");

function resolve(node) {
  for (let hops = 0; node && node.$ref && hops < 20; hops++) {
    const found = node.$ref.replace(/^#\//, "").split("/").reduce((at, key) => at?.[decodeURIComponent(key).replace(/~1/g, "/").replace(/~0/g, "~")], api);
    const { $ref, ...beside } = node;
    node = found ? { ...found, ...beside } : {};
  }
  return node ?? {};
}

const nameOf = (schema) => schema?.$ref?.split("/").pop();
const isNull = (schema) => resolve(schema).type === "null";

// The alternatives of a schema without null, and whether null is one.
function alternatives(schema) {
  const all = schema.oneOf ?? schema.anyOf;
  if (!all) return { list: null, nullable: [].concat(schema.type ?? []).includes("null") };
  return { list: all.filter((one) => !isNull(one)), nullable: all.some(isNull) };
}

function typeText(raw) {
  const schema = resolve(raw);
  const { list, nullable } = alternatives(schema);
  const orNull = nullable ? " or null" : "";
  if ("const" in schema) return JSON.stringify(schema.const) + orNull;
  if (list?.length === 1) return typeText(list[0]) + orNull;
  const name = nameOf(raw) ?? (schema.allOf?.length === 1 ? nameOf(schema.allOf[0]) : undefined);
  const types = [].concat(schema.type ?? []).filter((type) => type !== "null");
  if (types[0] === "array") return `list of ${schema.items ? typeText(schema.items) : "anything"}${orNull}`;
  if (name) return name + orNull;
  if (list) return list.map(typeText).join(" or ") + orNull;
  if (schema.enum) return "one of" + orNull;
  return (types.join(" or ") || (schema.properties ? "object" : "anything")) + (schema.format ? ` (${schema.format})` : "") + orNull;
}

function bounds(schema) {
  const parts = [];
  const say = (key, words) => { if (schema[key] !== undefined) parts.push(`${words} ${schema[key]}`); };
  say("minimum", "at least"); say("maximum", "at most"); say("exclusiveMinimum", "more than"); say("exclusiveMaximum", "less than");
  say("minLength", "min. characters"); say("maxLength", "max. characters"); say("minItems", "min. items"); say("maxItems", "max. items");
  say("pattern", "matches");
  if (schema.default !== undefined) parts.push(`default ${JSON.stringify(schema.default)}`);
  return parts;
}

// Parts of a schema that are worth opening.
function inside(raw, seen = []) {
  const schema = resolve(raw);
  const name = nameOf(raw);
  if (name && seen.includes(name)) return null;
  const path = name ? [...seen, name] : seen;
  const { list } = alternatives(schema);
  const parts = [];
  const enumerated = schema.enum?.filter((value) => value !== null);
  if (enumerated) parts.push(h("div", {}, enumerated.map((value) => h("span", { class: "chip" }, h("code", {}, String(value))))));
  const merged = (schema.allOf ?? []).map(resolve);
  const properties = Object.assign({}, ...merged.map((part) => part.properties), schema.properties);
  const required = [schema, ...merged].flatMap((part) => part.required ?? []);
  if (Object.keys(properties).length) parts.push(fields(Object.entries(properties).map(([key, value]) => ({ name: key, schema: value, required: required.includes(key) })), path));
  if (list?.length === 1) { const only = inside(list[0], path); if (only) parts.push(only); }
  else if (list && list.every((one) => "const" in resolve(one))) parts.push(h("ul", { class: "fields" }, list.map((one) => h("li", {}, h("code", { class: "name" }, String(resolve(one).const)), prose(resolve(one).description)))));
  else if (list) parts.push(list.map((one, index) => lazyDetails(nameOf(one) ?? resolve(one).title ?? `Variant ${index + 1}`, () => [prose(resolve(one).description), inside(one, path) ?? h("p", {}, typeText(one))])));
  if (schema.items) { const item = inside(schema.items, path); if (item) parts.push(item); }
  if (schema.additionalProperties && typeof schema.additionalProperties === "object") {
    const value = inside(schema.additionalProperties, path);
    parts.push(h("p", { class: "muted" }, `any key: ${typeText(schema.additionalProperties)}`), value);
  }
  return parts.length ? h("div", { class: "schema" }, parts) : null;
}

function lazyDetails(title, draw) {
  const details = h("details", {}, h("summary", {}, title));
  details.addEventListener("toggle", () => details.append(...[draw()].flat(Infinity).filter(Boolean)), { once: true });
  return details;
}

function fields(list, seen = []) {
  return h("ul", { class: "fields" }, list.map((field) => {
    const schema = resolve(field.schema);
    const limits = bounds(schema);
    const hasInside = hasMore(field.schema, seen);
    return h("li", {},
      h("span", { class: "name" }, field.name), h("span", { class: "type" }, (field.where ? `${field.where}, ` : "") + typeText(field.schema)),
      field.required && h("span", { class: "need" }, "required"),
      prose(field.description ?? schema.description),
      limits.length > 0 && h("p", { class: "muted" }, limits.join(" · ")),
      hasInside && lazyDetails("Show what is inside", () => inside(field.schema, seen)));
  }));
}

function hasMore(raw, seen) {
  const schema = resolve(raw);
  if (nameOf(raw) && seen.includes(nameOf(raw))) return false;
  return Boolean(schema.properties || schema.enum || schema.allOf || (schema.items && hasMore(schema.items, seen)) || alternatives(schema).list?.some((one) => hasMore(one, seen) || "const" in resolve(one)) || typeof schema.additionalProperties === "object");
}

// A body to begin with.
function example(raw, depth = 0) {
  const schema = resolve(raw);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (depth > 8) return null;
  const { list } = alternatives(schema);
  const base = list?.length ? example(list[0], depth + 1) : undefined;
  const parts = (schema.allOf ?? []).map((part) => example(part, depth + 1));
  if (schema.properties || parts.length) {
    const required = schema.required ?? [];
    const own = Object.entries(schema.properties ?? {}).filter(([key]) => required.includes(key) || depth === 0).map(([key, value]) => [key, example(value, depth + 1)]);
    return Object.assign({}, ...parts, base instanceof Object ? base : {}, Object.fromEntries(own));
  }
  if (base !== undefined) return base;
  switch ([].concat(schema.type ?? []).find((type) => type !== "null")) {
    case "string": return { uuid: "00000000-0000-7000-8000-000000000000", "date-time": new Date().toISOString(), email: "you@example.org" }[schema.format] ?? "";
    case "integer": case "number": return schema.minimum ?? 0;
    case "boolean": return false;
    case "array": return schema.items ? [example(schema.items, depth + 1)] : [];
    case "object": return {};
    default: return null;
  }
}

function jsonOf(content) {
  if (!content) return [undefined, undefined];
  const kind = Object.keys(content).find((type) => type.includes("json")) ?? Object.keys(content)[0];
  return [kind, content[kind]?.schema];
}

// The codes of a problem, unless the description explains them anyway.
function codesOf(answer) {
  return (answer["x-foodwala-codes"] ?? []).filter((code) => !answer.description?.includes(`\`${code}\``));
}

// Who may call, in a few words.
function access(operation) {
  const who = operation["x-foodwala-access"];
  if (!who) return operation.security?.length === 0 ? ["public"] : [];
  const words = [];
  if (who.public) words.push("public");
  if (who.account) words.push("any account");
  if (who.staff) words.push(`staff: ${who.staff.join(", ")}`);
  if (who.platform) words.push(`platform: ${who.platform.join(", ")}`);
  if (who.scope) words.push(`API client: ${who.scope}`);
  return words;
}

function answers(operation) {
  return Object.entries(operation.responses ?? {}).map(([status, raw]) => {
    const answer = resolve(raw);
    const [kind, schema] = jsonOf(answer.content);
    const tone = status.startsWith("2") ? "ok" : status.startsWith("3") ? "odd" : "bad";
    const codes = codesOf(answer);
    const isProblem = kind?.includes("problem");
    return h("div", { class: "answer" }, h("span", { class: `code ${tone}` }, status), h("div", {},
      prose(answer.description),
      codes.map((code) => h("span", { class: "chip" }, h("code", {}, code))),
      kind && !isProblem && h("div", { class: "muted" }, `${kind} · ${schema ? typeText(schema) : ""}`),
      schema && !isProblem && hasMore(schema, []) && lazyDetails("Show the answer", () => inside(schema)),
      schema && isProblem && lazyDetails("Show the problem document", () => inside(schema))));
  });
}

function tryIt(path, method, operation, parameters) {
  const [bodyKind, bodySchema] = jsonOf(resolve(operation.requestBody).content);
  const isForm = bodyKind === "application/x-www-form-urlencoded";
  const inputs = parameters.map((parameter) => {
    const value = parameter.name.toLowerCase() === "idempotency-key" ? crypto.randomUUID() : parameter.example ?? "";
    const id = `p-${operation.operationId ?? path}-${parameter.name}`;
    return { ...parameter, id, input: h("input", { id, value, autocomplete: "off", spellcheck: "false", placeholder: typeText(parameter.schema) }) };
  });
  const start = bodySchema && (isForm ? new URLSearchParams(example(bodySchema)).toString() : JSON.stringify(example(bodySchema), null, 2));
  const body = bodySchema && h("textarea", { "aria-label": "Body", spellcheck: "false" }, start);
  const head = h("span", { role: "status" });
  const output = h("pre", { hidden: true, tabindex: "0" });
  let running;
  const stop = h("button", { type: "button", class: "act quiet", hidden: true, onclick: () => running?.abort() }, "Stop");

  async function send() {
    running?.abort();
    running = new AbortController();
    const given = inputs.filter(({ input }) => input.value !== "");
    const filled = given.filter((one) => one.in === "path").reduce((at, one) => at.replace(`{${one.name}}`, encodeURIComponent(one.input.value)), path);
    const query = new URLSearchParams(given.filter((one) => one.in === "query").map((one) => [one.name, one.input.value])).toString();
    const headers = Object.fromEntries(given.filter((one) => one.in === "header").map((one) => [one.name, one.input.value]));
    const token = document.getElementById("token").value.trim().replace(/^bearer\s+/i, "");
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers["content-type"] = bodyKind;
    head.textContent = "…"; output.hidden = false; output.textContent = ""; stop.hidden = false;
    const begun = performance.now();
    try {
      const answer = await fetch(filled + (query && `?${query}`), { method: method.toUpperCase(), headers, body: body?.value, signal: running.signal });
      head.className = answer.ok ? "ok" : "bad";
      head.textContent = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - begun)} ms · ${answer.headers.get("x-request-id") ?? ""}`;
      if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
        const text = new TextDecoder();
        for (const reader = answer.body.getReader(); ;) {
          const { done, value } = await reader.read();
          if (done) break;
          output.append(text.decode(value, { stream: true }));
        }
      } else {
        const text = await answer.text();
        try { output.textContent = JSON.stringify(JSON.parse(text), null, 2); } catch { output.textContent = text || "(empty)"; }
      }
    } catch (error) {
      if (error.name !== "AbortError") { head.className = "bad"; head.textContent = `No answer: ${error.message}`; }
    }
    stop.hidden = true;
    const key = inputs.find((one) => one.name.toLowerCase() === "idempotency-key");
    if (key) key.input.value = crypto.randomUUID();
  }

  return h("div", { class: "try" }, h("h3", {}, "Try it"),
    h("div", { class: "grid" }, inputs.map((one) => [h("label", { for: one.id }, one.name, one.required && " *"), one.input])),
    body, h("div", { class: "go" }, h("button", { type: "button", class: "act", onclick: send }, "Send"), stop, head), output);
}

function operationBody(path, method, operation, parameters) {
  const body = resolve(operation.requestBody);
  const [kind, schema] = jsonOf(body.content);
  return [
    prose(operation.description),
    h("div", {}, access(operation).map((one) => h("span", { class: "chip" }, one)), operation.operationId && h("span", { class: "chip" }, h("code", {}, operation.operationId))),
    parameters.length > 0 && [h("h3", {}, "Parameters"), fields(parameters.map((one) => ({ ...one, where: one.in })))],
    schema && [h("h3", {}, "Body"), h("p", { class: "muted" }, `${kind} · ${typeText(schema)}${body.required ? " · required" : ""}`), inside(schema)],
    h("h3", {}, "Answers"), answers(operation),
    path.startsWith("/") && tryIt(path, method, operation, parameters),
  ].flat(Infinity).filter(Boolean);
}

function operationView({ path, method, operation, shared, id }) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve);
  const details = h("details", { class: "op", id }, h("summary", {},
    h("span", { class: `badge ${method}` }, method.toUpperCase()),
    h("span", { class: operation.deprecated ? "path deprecated" : "path" }, path),
    h("span", { class: "sum" }, plain(operation.summary))));
  details.addEventListener("toggle", () => details.append(h("div", { class: "body" }, operationBody(path, method, operation, parameters))), { once: true });
  return details;
}

function collect() {
  const groups = new Map((api.tags ?? []).map((tag) => [tag.name, { ...tag, operations: [] }]));
  const hooks = Object.entries(api.webhooks ?? {}).map(([name, item]) => [name, item, "webhooks"]);
  for (const [path, item, group] of [...Object.entries(api.paths ?? {}), ...hooks]) {
    for (const method of METHODS.filter((one) => item[one])) {
      const operation = item[method];
      const tag = group ?? operation.tags?.[0] ?? "other";
      if (!groups.has(tag)) groups.set(tag, { name: tag, operations: [] });
      const id = (operation.operationId ?? `${method}-${path}`).replace(/[^\w.-]+/g, "-");
      groups.get(tag).operations.push({ path, method, operation, shared: item.parameters ?? [], id });
    }
  }
  return [...groups.values()].filter((group) => group.operations.length);
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches("details")) { target.open = true; target.scrollIntoView(); }
}

function draw() {
  const groups = collect();
  document.title = api.info?.title ?? "API";
  document.getElementById("title").textContent = document.title;
  document.getElementById("version").textContent = api.info?.version ?? "";
  document.getElementById("content").replaceChildren(
    h("div", { class: "intro", id: "top" }, h("h1", {}, document.title), prose(api.info?.description)),
    ...groups.map((group) => h("section", {}, h("h2", { id: `tag-${group.name}` }, group.name), prose(group.description), group.operations.map(operationView))));
  document.getElementById("toc").replaceChildren(...groups.map((group) => h("div", { class: "group" }, h("h2", {}, group.name), h("ul", {},
    group.operations.map(({ path, method, operation, id }) => h("li", { "data-text": `${method} ${path} ${operation.summary ?? ""} ${group.name}`.toLowerCase() },
      h("a", { href: `#${id}`, title: path }, h("span", { class: `badge ${method}` }, method === "delete" ? "DEL" : method.toUpperCase()), plain(operation.summary) || path)))))));
  openTarget();
}

function wire() {
  const nav = document.getElementById("nav");
  const menu = document.getElementById("menu");
  const show = (open) => { nav.classList.toggle("open", open); menu.setAttribute("aria-expanded", String(open)); };
  menu.addEventListener("click", () => show(!nav.classList.contains("open")));
  nav.addEventListener("click", (event) => { if (event.target.closest("a")) { show(false); setTimeout(openTarget); } });
  addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  addEventListener("hashchange", openTarget);
  document.getElementById("filter").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of nav.querySelectorAll("li")) item.hidden = !words.every((word) => item.dataset.text.includes(word));
    for (const group of nav.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  });
  const token = document.getElementById("token");
  token.value = sessionStorage.getItem("token") ?? "";
  token.addEventListener("input", () => sessionStorage.setItem("token", token.value));
}

async function main() {
  wire();
  try {
    const answer = await fetch("/v1/openapi.json");
    if (!answer.ok) throw new Error(`the platform answered ${answer.status}`);
    api = await answer.json();
    draw();
  } catch (error) {
    document.getElementById("status").textContent = `The API description could not be read: ${error.message}`;
  }
}
main();
