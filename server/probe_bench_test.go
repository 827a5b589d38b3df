package main

// workProbe keeps when the client's Go had the one thread of the page, and when
// the stream brought each message. Times are in milliseconds.
//
// probe.shows(text) waits for a message, and tells how long the client worked
// from the event until the frame after it, and when, counted from the event, the
// page had changed and the change was on the screen.
//
// probe.turns(path, there) turns to another room by its link, and tells how long
// it took until messages were on the screen that there takes for its own.
//
// probe.scroll(step, done) scrolls by so many pixels in each frame until done
// says so, and tells the longest that Go held the thread, the longest from one
// frame to the next, and how many frames took longer than 50 ms.
const workProbe = `(() => {
	const probe = (window.probe = { runs: [], events: new Map() });
	let made, inside = false;
	Object.defineProperty(window, "Go", {
		get: () => made,
		set: (Go) => {
			const resume = Go.prototype._resume;
			Go.prototype._resume = function () {
				if (inside) return resume.call(this);
				const begun = performance.now();
				inside = true;
				try {
					return resume.call(this);
				} finally {
					inside = false;
					probe.runs.push([begun, performance.now()]);
				}
			};
			made = Go;
		},
	});
	const Source = window.EventSource;
	window.EventSource = class extends Source {
		constructor(...args) {
			super(...args);
			this.addEventListener("message", (event) => {
				const at = performance.now();
				const text = JSON.parse(event.data).body?.text;
				if (text) probe.events.set(text, at);
			});
		}
	};
	const frame = () => new Promise((done) => requestAnimationFrame(() => {
		const channel = new MessageChannel();
		channel.port1.onmessage = () => done(performance.now());
		channel.port2.postMessage(0);
	}));
	const view = () => document.querySelector("#messages");
	probe.shows = (text) => new Promise((done) => {
		const last = () => [...view().querySelectorAll(".msg .text")].at(-1)?.innerText === text;
		const seen = async () => {
			if (!last()) return;
			const changed = performance.now();
			observer.disconnect();
			const painted = await frame();
			await frame();
			const event = probe.events.get(text);
			const runs = probe.runs.filter(([begun, ended]) => ended > event);
			done({ work: runs.reduce((sum, [begun, ended]) => sum + ended - begun, 0), change: changed - event, frame: painted - event });
		};
		const observer = new MutationObserver(seen);
		observer.observe(view(), { childList: true, subtree: true, characterData: true });
		seen();
	});
	probe.turns = async (path, there) => {
		const begun = performance.now();
		document.querySelector(".side a.go[href='" + path + "']").click();
		for (;;) {
			const now = await frame();
			const last = [...(view()?.querySelectorAll(".msg .text") ?? [])].at(-1);
			if (location.pathname === path && last && there(last.innerText)) return now - begun;
		}
	};
	probe.scroll = async (step, done) => {
		probe.runs = [];
		let [gap, late, before] = [0, 0, await frame()];
		while (!done()) {
			view().scrollTop += step;
			const now = await frame();
			gap = Math.max(gap, now - before);
			if (now - before > 50) late++;
			before = now;
		}
		return { work: Math.max(0, ...probe.runs.map(([begun, ended]) => ended - begun)), gap, late };
	};
})()`
