// Keeps the app usable without a network: the page itself, and the last answers of the platform that are worth reading
// then. Never keeps what signs anybody in, and never answers for the platform while it can be reached.
"use strict";

const BASE = "{{base}}";
const HASH = "{{hash}}";
// What the page consists of. Pictures and fonts are kept when they are first shown.
const FILES = JSON.parse(`{{kept}}`);

const SHELL = `foodwala-shell ${BASE} ${HASH}`;
const PUBLIC = `foodwala-public ${BASE}`;
// One for each account; they go when it signs out.
const PRIVATE = `foodwala-private ${BASE} `;
// Whose answers may be shown while nobody can be asked.
const CURRENT = `foodwala-private-current ${BASE}`;

const ID = "[0-9a-f-]{36}";
const FOR_ALL = [
  /^\/v1\/restaurants$/,
  /^\/v1\/search\/cuisines$/,
  new RegExp(`^/v1/restaurants/${ID}(/menu|/reviews)?$`),
];
const FOR_ONE = [
  /^\/v1\/me(\/notifications|\/workplaces|\/deliveries)?$/,
  /^\/v1\/orders$/,
  new RegExp(`^/v1/orders/${ID}$`),
  new RegExp(`^/v1/restaurants/${ID}/staff$`),
];
const NOT_OURS = ["/v1", "/docs", "/healthz", "/readyz", "/metrics", "/restaurant"];
const AWAY = [502, 503, 504];
const MOST_ANSWERS = 120;
const PATIENCE_MS = 5000;
const KEPT_AT = "x-kept-at";

// Counts sign-outs: an answer that was asked for before one is not kept after it.
let signOuts = 0;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data.type === "activate") {
    self.skipWaiting();
  } else if (event.data.type === "forget") {
    event.waitUntil(forget().then(() => event.ports[0]?.postMessage("done")));
  }
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (url.pathname.startsWith(`${BASE}assets/`)) {
    event.respondWith(asset(request));
  } else if (request.mode === "navigate") {
    if (isOurs(url.pathname)) {
      event.respondWith(page(request));
    }
  } else if ([...FOR_ALL, ...FOR_ONE].some((path) => path.test(url.pathname))) {
    event.respondWith(answer(event, url.pathname));
  }
});

const isOurs = (path) =>
  path.startsWith(BASE) && !NOT_OURS.some((other) => !BASE.startsWith(other) && (path === other || path.startsWith(`${other}/`)));

async function install() {
  const page = await fetch(BASE, { cache: "no-cache" });
  // Between two versions the page may be of the other one: then this worker is about to be replaced.
  if (!page.ok || !(await page.clone().text()).includes(HASH)) {
    throw new Error("the page is of another version");
  }
  const shell = await caches.open(SHELL);
  await shell.addAll(FILES);
  await shell.put(BASE, page);
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`foodwala-shell ${BASE} `) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function forget() {
  signOuts += 1;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("foodwala-private")).map((name) => caches.delete(name)));
}

// Files never change under their name.
async function asset(request) {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) {
    return known;
  }
  const fresh = await fetch(request);
  if (fresh.ok && request.url.includes(HASH)) {
    const shell = await caches.open(SHELL);
    await shell.put(request, fresh.clone());
  }
  return fresh;
}

// The page from the platform, or the kept one when that fails or takes too long.
async function page(request) {
  const kept = async () => (await caches.open(SHELL)).match(BASE);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(kept);
  const fresh = fetch(request).then((response) => (AWAY.includes(response.status) ? kept().then((page) => page || response) : response));
  try {
    return (await Promise.race([fresh, late.then((page) => page || fresh)])) || (await fresh);
  } catch (error) {
    const page = await kept();
    if (page) {
      return page;
    }
    throw error;
  }
}

// An answer of the platform, or the last one seen when it is out of reach.
async function answer(event, path) {
  const { request } = event;
  const before = signOuts;
  let fresh;
  let failure;
  try {
    const coming = fetch(request);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => lastSeen(request, path));
    const first = await Promise.race([coming, late]);
    fresh = first && first.headers.has(KEPT_AT) ? undefined : first || (await coming);
    if (!fresh) {
      // Better something old than nothing for long; what comes after all is kept for the next time.
      event.waitUntil(
        coming.then((answer) => answer.ok && keep(request, answer, path, before)).catch(() => undefined),
      );
    }
  } catch (error) {
    // The page itself did not want it any more.
    if (request.signal.aborted) {
      throw error;
    }
    failure = error;
  }
  if (fresh && !AWAY.includes(fresh.status)) {
    if (fresh.ok) {
      event.waitUntil(keep(request, fresh.clone(), path, before));
    }
    tell(event, { type: "fresh" });
    return fresh;
  }
  const last = await lastSeen(request, path);
  if (last) {
    tell(event, { type: "stale", at: last.headers.get(KEPT_AT) });
    return last;
  }
  if (fresh) {
    return fresh;
  }
  throw failure;
}

async function keep(request, response, path, before) {
  const account = accountOf(request);
  if (!account && !FOR_ALL.some((known) => known.test(path))) {
    return;
  }
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const body = await response.arrayBuffer();
  if (account) {
    await becomeCurrent(account);
  }
  const bucket = await caches.open(account ? PRIVATE + account : PUBLIC);
  await bucket.put(request.url, new Response(body, { status: response.status, headers }));
  const entries = await bucket.keys();
  await Promise.all(entries.slice(0, Math.max(0, entries.length - MOST_ANSWERS)).map((entry) => bucket.delete(entry)));
  if (before !== signOuts) {
    await forget();
  }
}

async function lastSeen(request, path) {
  const account = accountOf(request) || (await currentAccount());
  const names = account ? [PRIVATE + account] : [];
  if (FOR_ALL.some((known) => known.test(path))) {
    names.push(PUBLIC);
  }
  for (const name of names) {
    const found = (await caches.has(name)) && (await (await caches.open(name)).match(request.url, { ignoreVary: true }));
    if (found) {
      return found;
    }
  }
  return undefined;
}

// Another account's answers go as soon as somebody else is signed in.
async function becomeCurrent(account) {
  if ((await currentAccount()) === account) {
    return;
  }
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PRIVATE) && name !== PRIVATE + account);
  await Promise.all(others.map((name) => caches.delete(name)));
  await (await caches.open(CURRENT)).put(BASE, new Response(account));
}

async function currentAccount() {
  if (!(await caches.has(CURRENT))) {
    return undefined;
  }
  const found = await (await caches.open(CURRENT)).match(BASE);
  return found && found.text();
}

// Whose token a request carries. It is only a label: the platform has checked the token.
function accountOf(request) {
  const [, , payload] = /^Bearer ([^.]+)\.([^.]+)\./.exec(request.headers.get("authorization") || "") || [];
  try {
    return payload && JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).sub;
  } catch {
    return undefined;
  }
}

async function tell(event, message) {
  const client = event.clientId && (await self.clients.get(event.clientId));
  client?.postMessage(message);
}
