// Measures a board from before its page's first line on: from each event to the paint of its card, the program's memory;
// and lets its clock and timers run fast when asked to.
(() => {
  if (window.board) {
    return;
  }
  const now = Date.now.bind(Date);
  const { setTimeout } = window;
  // Orders that an event has told of and whose cards have not changed since, and when it came.
  const told = new Map();
  const board = { told, painted: [], painting: 0, memory: null, ticks: 0, fast: 1, ahead: 0 };
  window.board = board;

  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function (...into) {
    const piece = await read.apply(this, into);
    if (piece.value) {
      const came = performance.now();
      for (const [, number] of new TextDecoder().decode(piece.value).matchAll(/"number":"([^"]+)"/g)) {
        if (!told.has(number)) {
          told.set(number, came);
        }
      }
    }
    return piece;
  };

  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  const cardsOf = (record) => {
    const target = record.target instanceof Element ? record.target : record.target.parentElement;
    const moved = [...record.addedNodes, ...record.removedNodes].filter((node) => node instanceof Element);
    return [target?.closest(".order-card"), ...moved.flatMap((node) => [node.closest(".order-card"), ...node.querySelectorAll(".order-card")])];
  };
  new MutationObserver((records) => {
    for (const card of new Set(records.flatMap(cardsOf))) {
      const number = card?.id.slice("card-".length);
      const came = told.get(number);
      if (told.delete(number)) {
        board.painting += 1;
        afterPaint(() => {
          board.painting -= 1;
          board.painted.push({ number, waited: performance.now() - came, at: now() });
        });
      }
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...from) => {
      const made = await make(...from);
      board.memory = (made.instance ?? made).exports?.memory ?? board.memory;
      return made;
    };
  }

  // What the app does every second, every other and every half minute: the clock, the board it keeps, the restaurant.
  const OFTEN = [1000, 2000, 30000];
  Date.now = () => now() + board.ahead;
  window.setTimeout = (then, after, ...rest) => {
    if (board.fast > 1 && OFTEN.includes(after)) {
      if (after === 1000) {
        board.ticks += 1;
        board.ahead += 1000 - 1000 / board.fast;
      }
      after /= board.fast;
    }
    return setTimeout(then, after, ...rest);
  };
})();
