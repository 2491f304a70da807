// Runs before the first paint: theme and language as kept on the device. Then starts the app and its service worker.
// The app finds `window.foodwala`, and hears `foodwala:stale`, `foodwala:fresh` and `foodwala:update` on the window.
// Texts of the page's own are in English; what an element says in other languages is in its `data-hi` and `data-ar`.
(() => {
  "use strict";

  const script = document.currentScript;
  const base = script.dataset.base;
  // A program that starts itself as soon as it is there, of a page that changes while somebody works on it.
  const itself = script.dataset.program;
  const root = document.documentElement;

  const TEXTS = {
    en: {
      failure: "FoodWala could not be loaded. Please check your connection.",
      again: "Try again",
    },
    hi: {
      failure: "FoodWala लोड नहीं हो सका। कृपया अपना कनेक्शन जाँचें।",
      again: "फिर से कोशिश करें",
    },
    ar: {
      failure: "تعذّر تحميل FoodWala. يُرجى التحقق من الاتصال.",
      again: "حاول مرة أخرى",
    },
  };

  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const theme = kept("theme");
  root.dataset.theme = theme === "light" || theme === "dark" ? theme : "system";
  const wanted = [kept("language"), ...navigator.languages].map((tag) => (tag || "").slice(0, 2).toLowerCase());
  const language = wanted.find((tag) => tag in TEXTS) || "en";
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  // The page's first words are those of the home screen: elsewhere they would only flash by.
  const isHome = location.pathname === base;
  root.dataset.app = isHome ? "starting-home" : "starting";

  // Where the food shall go, if that is known: as the app keeps it.
  const placeKept = () => {
    try {
      const { location: point, address } = JSON.parse(kept("place")).details;
      return { latitude: point.latitude, longitude: point.longitude, name: address.street };
    } catch {
      return null;
    }
  };
  const place = placeKept();

  // ---- What the home screen asks for first, asked for while the program is still on its way.

  const early = new Map();
  const canonical = (address) => {
    const url = new URL(address, location.origin);
    url.searchParams.sort();
    return url;
  };
  const askEarly = (address) => {
    const url = canonical(address.replace(/\{(\w+)\}/g, (_, name) => place[name]));
    const answer = fetch(url, { cache: "no-store", headers: { accept: "application/json, application/problem+json" } });
    // Then the app asks itself, and says what is wrong.
    answer.catch(() => {});
    early.set(url.pathname, { url: url.href, answer });
  };
  if (isHome) {
    ((place ? script.dataset.earlyNear : script.dataset.early) || "").split(" ").filter(Boolean).forEach(askEarly);
  }

  const ready = new Promise((resolve) => {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", resolve, { once: true });
    } else {
      resolve();
    }
  });

  ready.then(() => {
    const first = document.getElementById("first-paint");
    for (const element of first.querySelectorAll("[data-text]")) {
      element.textContent = TEXTS[language][element.dataset.text];
    }
    for (const element of language === "en" ? [] : first.querySelectorAll(`[data-${language}]`)) {
      element.textContent = element.dataset[language];
    }
    if (place) {
      first.querySelectorAll("[data-knows-place]").forEach((element) => (element.dataset.known = "true"));
      first.querySelectorAll("[data-place]").forEach((element) => (element.textContent = place.name));
    }
    // The app's first rendering takes the place of ours.
    const app = document.getElementById("app");
    new MutationObserver((_, observer) => {
      if (app.childElementCount > 0) {
        observer.disconnect();
        first.remove();
        root.dataset.app = "running";
      }
    }).observe(app, { childList: true });
  });

  const fail = async (error) => {
    await ready;
    console.error("FoodWala could not be started", error);
    root.dataset.app = "failed";
    for (const element of document.querySelectorAll("#first-paint [hidden]")) {
      element.hidden = false;
    }
    document.querySelector(".first-paint-again")?.addEventListener("click", () => location.reload());
  };

  // The app itself speaks English; the texts of another language come along with it. Without them it starts all the same.
  const texts = {};
  const learn = async (tag) => {
    const answer = await fetch(new URL(`i18n/${tag}.ftl`, script.src));
    if (answer.ok) {
      texts[tag] = await answer.text();
    }
  };

  const start = async () => {
    const learnt = language === "en" ? ready : learn(language).catch(() => {});
    if (itself) {
      await ready;
      await learnt;
      await import(itself);
      return;
    }
    const { default: init } = await import(new URL("app.js", script.src));
    await ready;
    await learnt;
    began(await init({ module_or_path: new URL("app_bg.wasm", script.src) }));
  };

  // ---- Parts of the program, which come when they are needed.

  const PARTS = (script.dataset.parts || "").split(" ").filter(Boolean);
  // What several parts need.
  const COMMON = "common";
  const coming = new Map();
  const present = new Set();
  let began;
  const program = new Promise((resolve) => {
    began = resolve;
  });

  const compiled = async (name) => {
    const answer = await fetch(new URL(`parts/${name}.wasm`, script.src));
    if (!answer.ok) {
      // The platform serves the files of its own version only.
      throw Object.assign(new Error(`${name}: ${answer.status}`), { isGone: answer.status === 404 });
    }
    return WebAssembly.compileStreaming(answer);
  };
  const bring = async (name) => {
    const needs = name === COMMON || !PARTS.includes(COMMON) ? {} : fetchPart(COMMON);
    const [module, m, c] = await Promise.all([compiled(name), program, needs]);
    // Into the table and the memory of the program, once.
    const { exports } = await WebAssembly.instantiate(module, { m, c });
    present.add(name);
    return exports;
  };
  const fetchPart = (name) => {
    if (!coming.has(name)) {
      const part = PARTS.includes(name) ? bring(name) : Promise.resolve({});
      coming.set(name, part);
      part.catch(() => coming.delete(name));
    }
    return coming.get(name);
  };

  start().catch(fail);

  // ---- The service worker: offline, and new versions.

  const tell = (name, detail) => window.dispatchEvent(new CustomEvent(`foodwala:${name}`, { detail }));
  const workers = "serviceWorker" in navigator ? navigator.serviceWorker : null;
  let registration = null;
  let updating = false;
  let asOf = null;

  const say = (message) =>
    new Promise((resolve) => {
      const worker = workers && workers.controller;
      if (!worker) {
        resolve();
        return;
      }
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      worker.postMessage(message, [channel.port2]);
      // A worker that does not answer must not keep anybody waiting.
      setTimeout(resolve, 2000);
    });

  window.foodwala = {
    texts,
    // The answer that was asked for early, to the app's first request of its path. If that is another one after all, nobody
    // will want this answer any more. Nobody was signed in when it was asked for, so it is nobody's.
    early(address) {
      const { href, pathname } = canonical(address);
      const asked = early.get(pathname);
      early.delete(pathname);
      return asked && asked.url === href ? asked.answer : undefined;
    },
    // Since when answers may be out of date, of what the worker said before the app could hear it.
    asOf: () => asOf,
    // Whether a part of the program can be called, and a promise that it can be. One that failed may be asked for again.
    hasPart: (name) => present.has(name) || !PARTS.includes(name),
    fetchPart,
    // Deletes what was kept of the person who was signed in. To be called after signing out.
    async forget() {
      await say({ type: "forget" });
      if (!("caches" in window)) {
        return;
      }
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith("foodwala-private")).map((name) => caches.delete(name)));
    },
    // Starts the new version that waits, and loads it.
    update() {
      if (registration && registration.waiting) {
        updating = true;
        registration.waiting.postMessage({ type: "activate" });
      } else {
        location.reload();
      }
    },
  };

  const watch = (found) => {
    registration = found;
    const announce = () => {
      if (found.waiting && workers.controller) {
        tell("update");
      }
    };
    announce();
    found.addEventListener("updatefound", () => {
      found.installing?.addEventListener("statechange", announce);
    });
    // A page that stays open for days looks for a new version whenever it comes to the front.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        found.update().catch(() => {});
      }
    });
  };

  if (workers && !itself) {
    workers.addEventListener("message", ({ data }) => {
      if (data.type === "stale") {
        asOf = data.at;
        tell("stale", data.at);
      } else if (data.type === "fresh") {
        asOf = null;
        tell("fresh");
      }
    });
    workers.addEventListener("controllerchange", () => {
      if (updating) {
        location.reload();
      }
    });
    // After the page itself: the worker fetches the same files.
    window.addEventListener("load", () => {
      workers
        .register(`${base}sw.js`, { scope: base, updateViaCache: "none" })
        .then(watch)
        .catch((error) => console.warn("no service worker", error));
    });
  }
})();
