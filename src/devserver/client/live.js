/* Live reload: updates the page when its revision is not the latest. When the status changes, fetches
   it and dispatches it as the event `pakt-status`.

   Browsers open about six connections per host, so tabs share one event stream: the tab that holds
   the lock has the stream and forwards its events to the others. Where locks are not available (on
   another host over plain http, which is not a secure context) each visible tab has its own stream
   and closes it while hidden. */
(() => {
  "use strict";

  const RETRY_DELAY_MS = 500;
  const channel = new BroadcastChannel("pakt-live");
  let shownRevision = "@revision@";
  let latestRevision = shownRevision;
  let statusVersion = "";
  let isUpdating = false;
  let stream = null;
  let hasRevision = false;
  let retryTimer = 0;
  let releaseLock = null;
  let lockRequest = null;

  /* The revision of this page, which may be older than the one this script was made for. */
  for (const entry of performance.getEntriesByType("navigation")) {
    for (const timing of entry.serverTiming || []) {
      if (timing.name === "pakt" && timing.description) shownRevision = timing.description;
    }
  }

  /* Revisions of one server run increase; a revision of another run is always newer. */
  function isNewer(revision) {
    const [run, number] = revision.split("-");
    const [shownRun, shownNumber] = shownRevision.split("-");
    return run !== shownRun || Number(number) > Number(shownNumber);
  }

  async function updatePage() {
    if (isUpdating || document.hidden || !isNewer(latestRevision)) return;
    isUpdating = true;
    try {
      const revision = await refreshPage(shownRevision);
      if (revision === null) {
        closeStream();
        location.reload();
        return;
      }
      shownRevision = revision;
    } catch {
      // The server is not reachable. It sends its revision when the stream is open again.
      isUpdating = false;
      return;
    }
    isUpdating = false;
    updatePage();
  }

  function setLatestRevision(revision) {
    latestRevision = revision;
    updatePage();
  }

  /* Fetches the status of this page unless it has this version of it. */
  function updateStatus(version) {
    if (version === statusVersion) return;
    statusVersion = version;
    fetch(`/@pakt/status${location.pathname}`)
      .then((response) => response.json())
      .then((status) => document.dispatchEvent(new CustomEvent("pakt-status", { detail: status })))
      .catch(() => { statusVersion = ""; });
  }

  function openStream() {
    clearTimeout(retryTimer);
    if (stream) return;
    hasRevision = false;
    stream = new EventSource("/@pakt/events");
    stream.addEventListener("revision", (event) => {
      hasRevision = true;
      channel.postMessage({ revision: event.data });
      setLatestRevision(event.data);
    });
    stream.addEventListener("status", (event) => {
      channel.postMessage({ status: event.data });
      updateStatus(event.data);
    });
    /* Browsers differ in how they reconnect, so the script does it. */
    stream.addEventListener("error", () => {
      closeStream();
      retryTimer = setTimeout(openStream, RETRY_DELAY_MS);
    });
  }

  function closeStream() {
    clearTimeout(retryTimer);
    if (stream) stream.close();
    stream = null;
  }

  function enter() {
    if (document.hidden) return;
    updatePage();
    channel.postMessage({ isRequest: true });
    if (!navigator.locks) return openStream();
    if (lockRequest || releaseLock) return;
    const controller = (lockRequest = new AbortController());
    navigator.locks
      .request("pakt-live", { signal: controller.signal }, () => {
        if (controller.signal.aborted) return undefined;
        lockRequest = null;
        openStream();
        return new Promise((resolve) => { releaseLock = resolve; });
      })
      .catch(() => {});
  }

  function leave() {
    closeStream();
    if (lockRequest) lockRequest.abort();
    if (releaseLock) releaseLock();
    lockRequest = releaseLock = null;
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.revision) setLatestRevision(data.revision);
    else if (data.status) updateStatus(data.status);
    else if (data.isRequest && stream && hasRevision) {
      channel.postMessage({ revision: latestRevision });
      if (statusVersion) channel.postMessage({ status: statusVersion });
    }
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : enter()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", enter);
  enter();
})();
