"use strict";
{
	// A cell, and where in it letters stand.
	const W = 9, H = 18, baseline = 14;

	const $ = id => document.getElementById(id);
	const film = JSON.parse($("film").textContent);
	const screen = $("screen"), steps = $("steps").children;

	// Each frame has the rows of the one before, but for those that changed.
	let rows = [];
	const frames = film.frames.map(f => {
		rows = rows.slice();
		for (const [y, row] of f.rows) rows[y] = row;
		return { rows, ms: f.ms };
	});

	const make = (name, attributes, text) => {
		const e = document.createElementNS(screen.namespaceURI, name);
		for (const a in attributes) e.setAttribute(a, attributes[a]);
		if (text !== undefined) e.textContent = text;
		return e;
	};

	// A shape is a list of parts: a letter, and the points, one behind the other.
	const outline = (shape, x, y) =>
		shape.map(([verb, ...at]) => verb + at.map((n, i) => n + (i % 2 ? y : x)).join(" ")).join("");
	const box = (x, y, w, h) => `M${x} ${y}h${w}v${h}h${-w}Z`;

	// The characters of a run, each with its width.
	const characters = ([, text, width]) => width ? [[text, width]] : Array.from(text, c => [c, 1]);

	// drawRun draws a run of a row and says where the next begins. Lines are only
	// collected: those of the whole screen are drawn as one, so that no seam is seen.
	function drawRun(run, x, y, row, lines) {
		const style = run[0], role = "r" + (style & 0xff);
		const bold = style & 0x100, reverse = style & 0x200, underline = style & 0x400;
		const ink = reverse ? "g" : role;
		let shapes = "", word = "", from = 0, cells = 0, all = 0;
		const flush = () => {
			const text = word.trimEnd();
			if (text) {
				const attributes = { x: from, y: baseline, class: bold ? ink + " b" : ink };
				const length = (cells - (word.length - text.length)) * W;
				words.push(make("text", { ...attributes, textLength: length }, text));
			}
			word = "", cells = 0;
		};
		const words = [];
		for (const [c, width] of characters(run)) {
			const at = x + all * W;
			if (film.lines.includes(c)) {
				flush();
				lines[ink] = (lines[ink] || "") + outline(film.shapes[c], at, y * H);
			} else if (film.shapes[c]) {
				flush();
				shapes += outline(film.shapes[c], at, 0);
			} else if (width > 1) {
				flush();
				word = c, from = at, cells = width;
				flush();
			} else if (c === " " && (!word || word.endsWith(" "))) {
				flush();
			} else {
				if (!word) from = at;
				word += c, cells++;
			}
			all += width;
		}
		flush();
		if (reverse) row.append(make("path", { class: role, d: box(x, 0, all * W, H) }));
		if (underline) shapes += box(x, baseline + 1, all * W, 1);
		if (shapes) row.append(make("path", { class: ink, d: shapes }));
		row.append(...words);
		return x + all * W;
	}

	const groups = [], shown = [], rowLines = [], grid = make("g", {});
	for (let y = 0; y < film.h; y++) {
		groups.push(make("g", { transform: `translate(0 ${y * H})` }));
	}
	screen.append(...groups, grid);

	function draw(frame) {
		frame.rows.forEach((row, y) => {
			if (shown[y] === row) return;
			shown[y] = row;
			rowLines[y] = {};
			groups[y].replaceChildren();
			let x = 0;
			for (const run of row) x = drawRun(run, x, y, groups[y], rowLines[y]);
		});
		const all = {};
		for (const lines of rowLines) for (const ink in lines) all[ink] = (all[ink] || "") + lines[ink];
		grid.replaceChildren(...Object.keys(all).map(ink => make("path", { class: ink, d: all[ink] })));
	}

	let at = -1, timer = 0, speed = 1;

	function go(to) {
		to = Math.max(0, Math.min(frames.length - 1, to));
		if (to === at) return;
		at = to;
		draw(frames[at]);
		$("now").replaceChildren(...Array.from(steps[at].cloneNode(true).childNodes));
		$("at").value = at;
		$("at").setAttribute("aria-valuetext", steps[at].dataset.at);
		$("where").textContent = steps[at].dataset.at;
		let chapter = -1;
		film.chapters.forEach((c, i) => { if (c.at <= at) chapter = i; });
		$("chapters").selectedIndex = chapter;
		try { history.replaceState(null, "", "#" + at); } catch { /* a page without an address */ }
	}

	function pause() {
		clearTimeout(timer);
		timer = 0;
		$("play").textContent = "Play";
	}

	function play() {
		if (timer) return pause();
		if (at === frames.length - 1) go(0);
		$("play").textContent = "Pause";
		wait();
	}

	function wait() {
		timer = setTimeout(() => {
			go(at + 1);
			if (at === frames.length - 1) pause(); else wait();
		}, frames[at].ms / speed);
	}

	const move = to => { pause(); go(to); };
	const chapter = by => {
		const places = film.chapters.map(c => c.at);
		const to = by > 0 ? places.find(p => p > at) : places.findLast(p => p < at);
		if (to !== undefined) move(to);
	};
	const pace = by => {
		speed = Math.max(0.25, Math.min(8, speed * by));
		$("speed").textContent = speed + "x";
		if (timer) { clearTimeout(timer); wait(); }
	};
	const ground = light => document.documentElement.toggleAttribute("data-light", light);

	const keys = {
		ArrowRight: () => move(at + 1), PageDown: () => move(at + 1), ArrowLeft: () => move(at - 1), PageUp: () => move(at - 1),
		Home: () => move(0), End: () => move(frames.length - 1), " ": play,
		"]": () => chapter(1), "[": () => chapter(-1), "<": () => pace(0.5), ">": () => pace(2), t: () => ground(),
	};
	addEventListener("keydown", e => {
		const own = e.target.closest("select, summary") || e.target.closest("button") && (e.key === " " || e.key === "Enter");
		if (!keys[e.key] || own || e.ctrlKey || e.altKey || e.metaKey) return;
		e.preventDefault();
		keys[e.key]();
	});

	const buttons = { first: "Home", back: "ArrowLeft", play: " ", forward: "ArrowRight", last: "End", ground: "t" };
	for (const id in buttons) $(id).addEventListener("click", () => keys[buttons[id]]());
	$("at").addEventListener("input", () => move(+$("at").value));
	$("chapters").addEventListener("change", () => move(film.chapters[$("chapters").selectedIndex].at));

	// A tap goes on, one on the left third back; so does a swipe.
	let touch = null, swiped = false;
	screen.addEventListener("touchstart", e => { touch = e.touches.length === 1 ? e.touches[0] : null; swiped = false; }, { passive: true });
	screen.addEventListener("touchend", e => {
		const by = touch ? e.changedTouches[0].clientX - touch.clientX : 0;
		if (Math.abs(by) < 40) return;
		swiped = true;
		move(at + (by < 0 ? 1 : -1));
	}, { passive: true });
	screen.addEventListener("click", e => {
		if (swiped || String(getSelection())) return;
		const r = screen.getBoundingClientRect();
		move(at + (e.clientX - r.left < r.width / 3 ? -1 : 1));
	});

	if (film.auto) ground(matchMedia("(prefers-color-scheme: light)").matches);
	for (const c of film.chapters) $("chapters").append(new Option(c.title));
	$("chapters").hidden = !film.chapters.length;
	$("at").max = frames.length - 1;
	$("words").open = false;
	$("player").hidden = false;
	go(parseInt(location.hash.slice(1), 10) || 0);
	addEventListener("hashchange", () => move(parseInt(location.hash.slice(1), 10) || 0));
}
