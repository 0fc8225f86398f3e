/* Live reload of pakt's preview: a page is brought up to date when its revision is not the latest.

   A browser opens about six connections to one address, so the tabs share one event stream: the
   tab that holds the lock has it and tells the others. Where there is no lock (another host over
   plain http is no secure context) each visible tab has its own and lets go of it while hidden. */
(() => {
  "use strict";

  const pause_ms = 500;
  const channel = new BroadcastChannel("pakt-live");
  let shown = "@revision@";
  let latest = shown;
  let told = "";
  let isUpdating = false;
  let stream = null;
  let heard = false;
  let timer = 0;
  let giveUpLock = null;
  let waiting = null;

  /* The revision of this very page, which may be older than that of this script. */
  for (const entry of performance.getEntriesByType("navigation")) {
    for (const timing of entry.serverTiming || []) {
      if (timing.name === "pakt" && timing.description) shown = timing.description;
    }
  }

  /* Revisions of one run grow; that of another run of the server is always news. */
  function isNews(revision) {
    const [run, number] = revision.split("-");
    const [shownRun, shownNumber] = shown.split("-");
    return run !== shownRun || Number(number) > Number(shownNumber);
  }

  async function compare() {
    if (isUpdating || document.hidden || !isNews(latest)) return;
    isUpdating = true;
    try {
      const revision = await refreshPage(shown);
      if (revision === null) {
        close();
        location.reload();
        return;
      }
      shown = revision;
    } catch {
      // The server is away; when it is back it tells its revision.
      isUpdating = false;
      return;
    }
    isUpdating = false;
    compare();
  }

  function learn(revision) {
    latest = revision;
    compare();
  }

  /* What is wrong now; the number of a telling that is known is not news. */
  function hear(number) {
    if (number === told) return;
    told = number;
    fetch(`/@pakt/told${location.pathname}`)
      .then((answer) => answer.json())
      .then(panel.show)
      .catch(() => { told = ""; });
  }

  function open() {
    clearTimeout(timer);
    if (stream) return;
    heard = false;
    stream = new EventSource("/@pakt/events");
    stream.addEventListener("revision", (event) => {
      heard = true;
      channel.postMessage({ revision: event.data });
      learn(event.data);
    });
    stream.addEventListener("told", (event) => {
      channel.postMessage({ told: event.data });
      hear(event.data);
    });
    /* Browsers differ in when they try again by themselves; so that is done here. */
    stream.addEventListener("error", () => {
      close();
      timer = setTimeout(open, pause_ms);
    });
  }

  function close() {
    clearTimeout(timer);
    if (stream) stream.close();
    stream = null;
  }

  function enter() {
    if (document.hidden) return;
    compare();
    channel.postMessage({ ask: true });
    if (!navigator.locks) return open();
    if (waiting || giveUpLock) return;
    const controller = (waiting = new AbortController());
    navigator.locks
      .request("pakt-live", { signal: controller.signal }, () => {
        if (controller.signal.aborted) return undefined;
        waiting = null;
        open();
        return new Promise((resolve) => { giveUpLock = resolve; });
      })
      .catch(() => {});
  }

  function leave() {
    close();
    if (waiting) waiting.abort();
    if (giveUpLock) giveUpLock();
    waiting = giveUpLock = null;
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.revision) learn(data.revision);
    else if (data.told) hear(data.told);
    else if (data.ask && stream && heard) {
      channel.postMessage({ revision: latest });
      if (told) channel.postMessage({ told });
    }
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : enter()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", enter);
  enter();
})();
