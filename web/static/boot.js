// Starts the Go client over a page that the server rendered, and is the only
// JavaScript of ours that runs in it.
//
// go-app expects these globals: goappGetenv, goappIsAppInstallable,
// goappIsAppInstalled, goappShowInstallPrompt. It sets these itself, when it
// starts: onclick, onpopstate, goappNav, goappOnUpdate, goappOnAppInstallChange.
//
// The client finds one more, `parley`:
//   parley.applyUpdate()     loads the newest version; the page reloads
//   parley.checkForUpdate()  looks for one; go-app's OnAppUpdate tells of it
//
// <html data-client> is "loading", "running", "stopped" (it crashed: links and
// forms work as plain HTML again) or "failed" (it could not start).
(() => {
  "use strict";

  const { wasm, version } = document.currentScript.dataset;
  const page = document.documentElement;
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

  // --- What go-app needs ----------------------------------------------------

  const env = {
    GOAPP_ROOT_PREFIX: "",
    GOAPP_STATIC_RESOURCES_URL: "",
    GOAPP_INTERNAL_URLS: "[]",
    PARLEY_VERSION: version,
  };
  window.goappGetenv = (name) => env[name];

  // go-app takes every click on a link, whatever it is for. It gets those that
  // move about inside the client; the browser keeps all others.
  const server = /^\/(api|static|metrics|healthz|readyz)(\/|$)/;
  function forClient(event) {
    const link = event.target.closest("a");
    if (!link || !link.href || page.dataset.client !== "running") return false;
    if (event.defaultPrevented || event.button !== 0) return false;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
    if ((link.target && link.target !== "_self") || link.hasAttribute("download")) return false;
    if (link.origin !== location.origin || server.test(link.pathname)) return false;
    const samePage = link.pathname === location.pathname && link.search === location.search;
    return !(samePage && link.hash);
  }
  Object.defineProperty(window, "onclick", {
    set: (handler) => window.addEventListener("click", (event) => forClient(event) && handler.call(window, event)),
  });

  // The client waits with taking over while an input method composes.
  document.addEventListener("compositionstart", () => (page.dataset.composing = "true"));
  document.addEventListener("compositionend", () => delete page.dataset.composing);

  // --- A new version --------------------------------------------------------

  let registration;
  let updateReady = false;
  let onUpdate = () => {};

  // An update may be found before the client listens: it is told then.
  Object.defineProperty(window, "goappOnUpdate", {
    set: (handler) => {
      onUpdate = handler;
      if (updateReady) setTimeout(handler);
    },
  });

  function tellUpdate() {
    if (updateReady) return;
    updateReady = true;
    onUpdate();
  }

  function versionOf(worker) {
    return new Promise((answer) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => answer(event.data);
      worker.postMessage({ type: "version" }, [channel.port2]);
    });
  }

  // A page comes from the network, so it may be ahead of the worker. A waiting
  // worker of the page's own version takes over unseen; any other is news.
  async function considerWaiting() {
    const worker = registration.waiting;
    if (!worker || !navigator.serviceWorker.controller) return;
    if ((await versionOf(worker)) === version) {
      worker.postMessage({ type: "skip-waiting" });
    } else {
      tellUpdate();
    }
  }

  async function registerWorker() {
    if (!("serviceWorker" in navigator)) return;
    try {
      registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    } catch {
      return; // no offline start then, as in a private window: nothing else is lost
    }
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => worker.state === "installed" && considerWaiting());
    });
    considerWaiting();
  }

  window.parley = {
    async applyUpdate() {
      const worker = registration?.waiting;
      if (worker) {
        const taken = new Promise((done) => {
          navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
        });
        worker.postMessage({ type: "skip-waiting" });
        await Promise.race([taken, sleep(2000)]);
      }
      location.reload();
    },
    async checkForUpdate() {
      try {
        await registration?.update();
      } catch {
        // There is no connection. The next check will do.
      }
    },
  };

  // --- Installing as an app -------------------------------------------------

  let installPrompt = null;
  const installChanged = () => window.goappOnAppInstallChange?.();

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt = event;
    installChanged();
  });
  window.addEventListener("appinstalled", () => {
    installPrompt = null;
    installChanged();
  });
  window.goappIsAppInstalled = () =>
    matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
  window.goappIsAppInstallable = () => installPrompt !== null && !window.goappIsAppInstalled();
  window.goappShowInstallPrompt = async () => {
    const prompt = installPrompt;
    installPrompt = null; // a prompt can be shown once
    await prompt.prompt();
    installChanged();
  };

  // --- The client -----------------------------------------------------------

  // A response goes into the compiler as it came: the browser then keeps the
  // compiled code for the next visit.
  async function compile(imports) {
    const response = await fetch(wasm);
    if (!response.ok) throw new Error(`The client is not there: ${response.status}`);
    return WebAssembly.instantiateStreaming(response, imports);
  }

  // A connection that breaks off is tried again, however long it takes; what
  // was rendered works meanwhile.
  async function download(imports) {
    for (let wait = 1000; ; wait = Math.min(2 * wait, 30000)) {
      try {
        return await compile(imports);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        await sleep(wait);
      }
    }
  }

  async function start() {
    page.dataset.client = "loading";
    const go = new Go();
    const { instance } = await download(go.importObject);
    page.dataset.client = "running";
    const stopped = go.run(instance);
    registerWorker();
    await stopped;
    page.dataset.client = "stopped";
    window.onpopstate = null;
  }

  start().catch((error) => {
    page.dataset.client = "failed";
    // Without WebAssembly the page goes on as without scripts.
    for (const plain of document.querySelectorAll("noscript")) plain.outerHTML = plain.textContent;
    console.error("The client could not start:", error);
  });
})();
