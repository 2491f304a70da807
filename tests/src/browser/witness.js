// Notes what a page does, from before its own first line on: what it sends and how that is answered, when cards appear, 
// what it plays, and what it notifies of. `ahead` sets the page's clock, and a page that is `deaf` hears no more of what comes over open streams.
(() => {
  if (window.witness) {
    return;
  }
  const now = Date.now.bind(Date);
  const witness = { ahead: 0, deaf: false, sent: [], cards: {}, playing: [], notified: [], now };
  window.witness = witness;
  Date.now = () => now() + witness.ahead;

  const fetch = window.fetch.bind(window);
  window.fetch = (resource, init) => {
    const request = { method: init?.method ?? "GET", path: new URL(resource.url ?? resource, location).pathname, at: now() };
    if (request.method !== "GET") {
      request.key = init.headers?.get?.("idempotency-key") ?? null;
      request.body = init.body ? new TextDecoder().decode(init.body) : null;
      witness.sent.push(request);
    }
    const answer = fetch(resource, init);
    answer.then(
      ({ status }) => Object.assign(request, { status, answered: now() }),
      () => Object.assign(request, { failed: now() }),
    );
    return answer;
  };

  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function (...into) {
    const piece = await read.apply(this, into);
    return witness.deaf ? new Promise(() => {}) : piece;
  };

  // Called before the next frame is painted.
  new MutationObserver(() => {
    for (const card of document.querySelectorAll(".order-card")) {
      witness.cards[card.id.slice("card-".length)] ??= now();
    }
  }).observe(document, { childList: true, subtree: true });

  const { start } = AudioBufferSourceNode.prototype;
  const { disconnect } = AudioNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    witness.playing.push(this);
    return start.apply(this, when);
  };
  AudioNode.prototype.disconnect = function (...what) {
    witness.playing = witness.playing.filter((source) => source !== this);
    return disconnect.apply(this, what);
  };

  // The tab in front can ask what one behind it does: turning to that one would bring it to the front.
  const line = new BroadcastChannel("witness");
  line.onmessage = ({ data }) => {
    if (data === "ask") {
      const rings = witness.playing.some((source) => source.loop && source.context.state === "running");
      line.postMessage({ hidden: document.hidden, rings, notified: witness.notified });
    }
  };

  window.Notification = class extends window.Notification {
    constructor(title, options) {
      super(title, options);
      witness.notified.push(`${title}: ${options.body}`);
    }
  };
})();
