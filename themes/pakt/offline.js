// Keeps a copy of the site on the device, when the reader asks for it, and says what it has, its size and its day.
// The service worker `pakt-offline.js` answers from it when the network does not.
//
// A copy is one cache, named after its version. It counts when it has its list, which is stored last; only then
// is the one before it deleted. So there is never half a copy. One that was interrupted is continued on the next
// page.
(() => {
  "use strict";
  const { readStored, store } = self.pakt;
  const N_AT_ONCE = 6;
  /* How often progress is said. */
  const N_REPORTS = 10;
  // The body of a response is stored as it was decoded.
  const BODY_HEADERS = ["Content-Encoding", "Content-Length", "Transfer-Encoding"];

  class CopyProblem extends Error {
    constructor(text, values = {}) {
      super(text);
      Object.assign(this, { text, values });
    }
  }

  const digestOf = async (bytes) => {
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
  };

  /* Returns the address of a file in the copy. `offline-worker.js` has the same rule. */
  const copyAddress = (root, path) => {
    const { origin, pathname } = new URL(root);
    const parts = `${decodeURIComponent(pathname)}${path}`.split("/").map(encodeURIComponent);
    return origin + parts.join("/").replace(/\/index\.html$/, "/");
  };

  /* The copies of one site: a site under another path has others. */
  class OfflineCopies {
    constructor(root) {
      this.root = root;
      this.start = `pakt-copy ${root} `;
      this.listAddress = new URL("pakt-offline.json", root).href;
    }

    get isWanted() { return readStored(this.start.trim()) !== null; }

    /* Returns the list of the files that the server has now. */
    async fetchList() {
      const response = await fetch(this.listAddress, { cache: "no-store" }).catch(() => null);
      if (!response?.ok) throw new CopyProblem("unreachable");
      const bytes = await response.arrayBuffer();
      try {
        const list = JSON.parse(new TextDecoder().decode(bytes));
        if (list.version !== 1) throw new CopyProblem("unreachable");
        return { ...list, bytes, name: this.start + await digestOf(bytes) };
      } catch { throw new CopyProblem("unreachable"); }
    }

    async names() {
      return (await caches.keys()).filter((name) => name.startsWith(this.start));
    }

    /* Returns the list of the newest copy that is complete. */
    async current() {
      for (const name of (await this.names()).reverse()) {
        const response = await caches.match(this.listAddress, { cacheName: name });
        if (response) return { ...await response.json(), name };
      }
      return null;
    }

    /* Makes the copy of a list. Files that have not changed come from the copy before it. */
    async make(list, signal, onProgress) {
      signal.throwIfAborted();
      store(this.start.trim(), list.name);
      const before = await this.current();
      const digests = new Map(before?.files.map(([path, digest]) => [path, digest]));
      const cache = await caches.open(list.name);
      const queue = [...list.files];
      let nDone = 0;
      const keepFiles = async () => {
        for (let file; (file = queue.shift());) {
          // Another tab may have removed what is there.
          if (!this.isWanted) throw new CopyProblem("removed");
          const address = copyAddress(this.root, file[0]);
          // What is there has been checked: another list would have another name.
          if (!await cache.match(address)) {
            const isSame = digests.get(file[0]) === file[1];
            const old = isSame && await caches.match(address, { cacheName: before.name });
            await cache.put(address, old || await this.fetchFile(address, file, signal));
          }
          onProgress(nDone += 1);
        }
      };
      try {
        const results = await Promise.allSettled(Array.from({ length: N_AT_ONCE }, () =>
          keepFiles().catch((error) => { queue.length = 0; throw error; })));
        const failed = results.find(({ status }) => status === "rejected");
        if (failed) throw failed.reason;
        signal.throwIfAborted();
        await cache.put(this.listAddress, new Response(list.bytes, { headers: { "Content-Type": "application/json" } }));
        const worker = new URL("pakt-offline.js", this.root);
        await navigator.serviceWorker.register(worker, { scope: this.root, updateViaCache: "none" });
        await navigator.serviceWorker.ready;
      } catch (error) {
        await caches.delete(list.name);
        throw error;
      }
      for (const name of await this.names()) if (name !== list.name) await caches.delete(name);
      navigator.storage?.persist?.();
    }

    async fetchFile(address, [path, digest], signal) {
      const response = await fetch(address, { cache: "no-store", signal }).catch((error) => {
        throw signal.aborted ? error : new CopyProblem("interrupted");
      });
      const bytes = await response.arrayBuffer();
      if (await digestOf(bytes) !== digest) throw new CopyProblem("differs", { file: path });
      const headers = new Headers(response.headers);
      for (const name of BODY_HEADERS) headers.delete(name);
      return new Response(bytes, { headers });
    }

    /* Removes every copy and the service worker. */
    async remove() {
      for (const registration of await navigator.serviceWorker.getRegistrations()) {
        if (registration.scope === this.root) await registration.unregister();
      }
      for (const name of await this.names()) await caches.delete(name);
      try { localStorage.removeItem(this.start.trim()); } catch { /* Then nothing is stored there. */ }
    }
  }

  self.pakt.showOfflineCopy = async (panel, root) => {
    const copies = new OfflineCopies(root);
    const language = document.documentElement.lang;
    const status = document.createElement("p");
    const buttons = document.createElement("p");
    let texts = {};
    let running = null;
    status.setAttribute("role", "status");
    panel.append(status, buttons);

    const useTexts = (list) => { texts = list.texts[language] ?? Object.values(list.texts)[0] ?? texts; };
    const format = (key, values = {}) => (texts[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    const megabytes = (size) => new Intl.NumberFormat(language, {
      style: "unit", unit: "megabyte", maximumFractionDigits: 1,
    }).format(size / 1e6);
    const count = (number) => new Intl.NumberFormat(language).format(number);
    const describe = (list, size = list.size) => {
      const { day } = list.texts[language] ?? Object.values(list.texts)[0];
      const values = { pages: count(list.pages), size: megabytes(size), day };
      const text = [format(day ? "what-of-day" : "what", values)];
      if (list.left_out.length > 0) text.push(format("left-out", { count: count(list.left_out.length) }));
      return text.join(" ");
    };
    const say = (...sentences) => { status.textContent = sentences.filter(Boolean).join(" "); };
    const offer = (...actions) => buttons.replaceChildren(...actions.map(([key, onClick]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = format(key);
      button.addEventListener("click", onClick);
      return button;
    }));

    const problemText = (error) => {
      if (error instanceof CopyProblem) return format(error.text, error.values);
      if (error.name === "QuotaExceededError") return format("full");
      return format("failed", { reason: error.message });
    };

    /* Says what is kept and what the server has, and offers what can be done about it. */
    const refresh = async (problem) => {
      const kept = await copies.current();
      if (kept) useTexts(kept);
      const list = await copies.fetchList().catch(() => null);
      if (list) useTexts(list);
      if (!kept && !list) {
        // The texts come with the list.
        return say(panel.dataset.failed);
      }
      const keptTexts = kept ? [format("kept"), describe(kept)] : [];
      if (kept && !list) {
        say(...keptTexts, format("is-offline"), problem);
        return offer(["remove", remove]);
      }
      if (!kept) {
        say(problem, describe(list), format("not-yet"));
        return offer(["keep", () => keep(list)]);
      }
      if (kept.name === list.name) {
        say(...keptTexts, problem);
        return offer(["remove", remove]);
      }
      const digests = new Set(kept.files.map(([path, digest]) => `${digest} ${path}`));
      const changed = list.files.filter(([path, digest]) => !digests.has(`${digest} ${path}`));
      const size = changed.reduce((sum, [, , bytes]) => sum + bytes, 0);
      say(problem, format("newer"), describe(list), format("to-fetch", { size: megabytes(size) }));
      return offer(["renew", () => keep(list)], ["remove", remove]);
    };

    /* Only one tab makes a copy at a time; another one waits. */
    const keep = (list) => {
      const controller = new AbortController();
      const step = Math.ceil(list.files.length / N_REPORTS);
      const showProgress = (nDone) => {
        if (nDone % step === 0) say(format("working", { done: count(nDone), count: count(list.files.length) }));
      };
      const make = async () => {
        try {
          await copies.make(list, controller.signal, showProgress);
          await refresh();
        } catch (error) {
          if (controller.signal.aborted) return;
          // The site may have been published meanwhile.
          const newer = await copies.fetchList().catch(() => null);
          if (newer && newer.name !== list.name) return void setTimeout(keep, 0, newer);
          if (!await copies.current()) await copies.remove();
          await refresh(problemText(error));
        }
      };
      showProgress(0);
      offer(["remove", remove]);
      const done = navigator.locks.request(copies.start, { signal: controller.signal }, make).catch(() => {});
      running = { controller, done };
    };

    const remove = async () => {
      running?.controller.abort();
      await running?.done;
      await copies.remove();
      await refresh(format("removed"));
    };

    await refresh();
    if (!copies.isWanted) return;
    panel.open = true;
    const kept = await copies.current();
    const list = await copies.fetchList().catch(() => null);
    const isInterrupted = list && (await copies.names()).some((name) => name !== kept?.name);
    if (isInterrupted) keep(list);
  };
})();
