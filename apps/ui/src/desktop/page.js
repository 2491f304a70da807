// Listens to the page for the window's program: `dioxus.send` tells it, `window.foodwala` is what it calls.
const tell = (kind, detail) => dioxus.send({ kind, ...detail });

const online = () => tell("online", { online: navigator.onLine });
window.addEventListener("online", online);
window.addEventListener("offline", online);
online();

const motion = matchMedia("(prefers-reduced-motion: reduce)");
const still = () => tell("motion", { reduced: motion.matches });
motion.addEventListener("change", still);
still();

for (const event of ["pointerup", "keydown"]) {
  window.addEventListener(event, () => tell("touched"));
}

// ---- The way back: by the keyboard and by the mouse, as in a browser.

const go = (back) => tell("go", { back });
window.addEventListener("keydown", (event) => {
  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    event.preventDefault();
    go((event.key === "ArrowLeft") === (document.documentElement.dir !== "rtl"));
  }
});
window.addEventListener("mouseup", (event) => {
  if (event.button === 3 || event.button === 4) {
    event.preventDefault();
    go(event.button === 3);
  }
});

// Going back leads to where the page was scrolled to.
const places = [0];
let at = 0;
const settle = (y, tries) => {
  if (document.documentElement.scrollHeight >= y + innerHeight || tries === 0) {
    scrollTo({ top: y, behavior: "instant" });
  } else {
    setTimeout(() => settle(y, tries - 1), 40);
  }
};

// ---- Which part of a page one looks at.

const watched = new Set();
let asked = false;
const look = () => {
  asked = false;
  const tops = {};
  for (const id of watched) {
    const element = document.getElementById(id);
    if (element) {
      tops[id] = element.getBoundingClientRect().top;
    }
  }
  tell("scrolled", { tops });
};
const scrolled = () => {
  if (!asked && watched.size > 0) {
    asked = true;
    requestAnimationFrame(look);
  }
};
window.addEventListener("scroll", scrolled, { passive: true });

// ---- Windows above the page, and where the focus was before.

const before = new Map();

let sound = null;
let rings = false;

window.foodwala = {
  answer: (id, answer) => tell("answer", { id, answer: answer ?? null }),
  fail: (id, error) => tell("failed", { id, error: String(error) }),
  leave(samePage) {
    places[at] = scrollY;
    places.length = at + 1;
    places.push(samePage ? scrollY : 0);
    at += 1;
    if (!samePage) {
      scrollTo({ top: 0, behavior: "instant" });
    }
  },
  move(by) {
    places[at] = scrollY;
    at = Math.max(0, Math.min(places.length - 1, at + by));
    settle(places[at], 30);
  },
  watch(id) {
    watched.add(id);
    scrolled();
  },
  forgetWatched() {
    watched.clear();
  },
  openModal(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) {
      before.set(id, document.activeElement);
      dialog.showModal();
    }
  },
  closeModal(id) {
    document.getElementById(id)?.close();
    const focused = before.get(id);
    before.delete(id);
    // What was clicked to open it may be gone by now; then the page keeps the focus where it is.
    if (focused?.isConnected) {
      focused.focus();
    }
  },
  // A sound that goes on by itself until it is silenced; tells whether it is heard.
  ring(wave) {
    rings = true;
    if (!sound) {
      const bytes = Uint8Array.from(atob(wave), (letter) => letter.charCodeAt(0));
      sound = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })));
      sound.loop = true;
    }
    sound.play().then(
      () => {
        if (!rings) {
          sound.pause();
        }
        tell("sound", { heard: true });
      },
      () => tell("sound", { heard: false }),
    );
  },
  silence() {
    rings = false;
    if (sound) {
      sound.pause();
      sound.currentTime = 0;
    }
  },
};

// The listeners live as long as this does.
await new Promise(() => {});
