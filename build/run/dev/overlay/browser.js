// Runs in the open page while developing: shows problems and notices, and reloads the page once a new server serves.
(() => {
  const { server, posted, failure } = document.currentScript.dataset;
  const style = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    :host {
      --ground: #fff; --ink: #1c1b1f; --soft: #f4f1f4; --bad: #8c1d18; --note: #6b4f00; --focus: #1b5fc1;
      font: 16px/1.5 system-ui, sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      :host { --ground: #1f1d20; --ink: #ece6ee; --soft: #2c2a2e; --bad: #f2b8b5; --note: #f0c04f; --focus: #8ab4f8; }
    }
    section { position: fixed; z-index: 2147483647; color: var(--ink); max-width: calc(100vw - 1rem); }
    .bottom { bottom: 0.5rem; } .top { top: 0.5rem; } .right { right: 0.5rem; } .left { left: 0.5rem; }
    button {
      padding: 0.25rem 0.75rem; border: 1px solid currentColor; border-radius: 4px; background: var(--ground);
      color: inherit; font: inherit; cursor: pointer;
    }
    .pill {
      display: block; min-height: 2rem; border: 2px solid var(--tone); border-radius: 1rem; color: var(--tone);
      font-size: 0.875rem; font-weight: 600; box-shadow: 0 2px 8px rgb(0 0 0 / 30%);
      max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
    }
    .bad { --tone: var(--bad); } .note { --tone: var(--note); }
    .open { inset: auto 0.5rem 0.5rem; }
    .panel {
      max-height: min(70vh, 40rem); margin-bottom: 0.5rem; padding: 0.75rem 1rem; overflow: auto;
      border: 2px solid var(--tone); border-radius: 8px; background: var(--ground);
      box-shadow: 0 8px 32px rgb(0 0 0 / 40%);
    }
    h2 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
    h2.bad { color: var(--bad); } h2.note { color: var(--note); }
    article + article { margin-top: 1rem; }
    p { margin: 0.25rem 0; overflow-wrap: anywhere; white-space: pre-line; }
    pre {
      margin: 0.5rem 0 0; padding: 0.5rem 0.75rem; border-radius: 4px; overflow: auto; white-space: pre-wrap;
      overflow-wrap: anywhere; background: var(--soft); color: inherit; font: 14px/1.5 ui-monospace, monospace;
      tab-size: 2;
    }
    .command { display: flex; gap: 0.5rem; align-items: center; margin-top: 0.5rem; }
    .command pre { flex: 1; margin: 0; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    @media (forced-colors: active) { .pill, .panel { border-color: CanvasText; } }
    @media print { section { display: none; } }`;

  const corners = ['bottom right', 'bottom left', 'top right', 'top left'];
  const remembered = 'prismosaic-overlay';
  let state = { problems: [], notices: [] };
  let open = failure === undefined ? sessionStorage.getItem(remembered) === 'open' : true;
  let host;
  let section;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    // Text, never markup: it contains parts of source files.
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** What the page shows: its own error first, then the problems, then the notices. */
  function articles() {
    const own = failure === undefined ? [] : [{ title: 'Server error on this page', text: failure }];
    return [
      ...[...own, ...state.problems].map(({ title, text }) => ({ tone: 'bad', title, text, commands: [] })),
      ...state.notices.map(({ what, text, commands }) => ({ tone: 'note', title: what, text, commands })),
    ];
  }

  function summary(all) {
    const [first = ''] = all[0].title.split(/\. | \(/);
    return all.length === 1 ? first : `${first} (+${all.length - 1})`;
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Only pages on localhost and over https have the clipboard API: otherwise copy a selection.
      const field = element('textarea', text);
      button.after(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2_000);
  }

  function articleOf({ tone, title, text, commands }) {
    const article = element('article', '');
    article.append(element('h2', title, { class: tone }));
    if (text)
      article.append(element(tone === 'bad' ? 'pre' : 'p', text, tone === 'bad' ? { tabindex: '0' } : {}));
    for (const [index, command] of commands.entries()) {
      const id = `${title}-${index}`.replace(/\W+/g, '-');
      const row = element('div', '', { class: 'command' });
      const button = element('button', 'Copy', { type: 'button', 'aria-describedby': id });
      button.addEventListener('click', () => copy(command, button));
      row.append(element('pre', command, { id, tabindex: '0' }), button);
      article.append(row);
    }
    return article;
  }

  function toggle(next) {
    open = next;
    sessionStorage.setItem(remembered, open ? 'open' : 'closed');
    draw();
    section?.querySelector('.pill')?.focus();
  }

  /** Moves the pill to the corner that covers the fewest controls of the page. */
  function place() {
    if (section === undefined || open) return;
    const controls = [...document.querySelectorAll('a, button, input, select, textarea, [tabindex]')];
    const boxes = controls.map((control) => control.getBoundingClientRect());
    const hits = (corner) => {
      section.className = corner;
      const own = section.getBoundingClientRect();
      return boxes.filter(
        (box) =>
          box.left < own.right + 8 &&
          box.right > own.left - 8 &&
          box.top < own.bottom + 8 &&
          box.bottom > own.top - 8,
      ).length;
    };
    const counts = corners.map(hits);
    section.className = corners[counts.indexOf(Math.min(...counts))];
  }

  let drawn = '';
  function draw() {
    const all = articles();
    const now = JSON.stringify([open, all]);
    if (now === drawn) return;
    drawn = now;
    if (all.length === 0) {
      host?.remove();
      host = section = undefined;
      document.documentElement.style.removeProperty('scroll-padding-bottom');
      return;
    }
    if (host === undefined) {
      host = element('prismosaic-overlay', '');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      host.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
      section = element('section', '', { 'aria-label': 'Development' });
      host.shadowRoot.append(section);
      document.body.append(host);
      // Keeps the focused element from being covered by the pill.
      document.documentElement.style.scrollPaddingBottom = '4rem';
    }
    const pill = element('button', summary(all), {
      type: 'button',
      class: `pill ${all[0].tone}`,
      'aria-expanded': String(open),
      title: open ? 'Close (Escape)' : 'Show details',
    });
    pill.addEventListener('click', () => toggle(!open));
    const panel = element('div', '', { class: `panel ${all[0].tone}` });
    panel.append(...all.map(articleOf));
    const live = element('div', '', { role: all[0].tone === 'bad' ? 'alert' : 'status' });
    live.append(...(open ? [panel] : []), pill);
    section.replaceChildren(live);
    section.className = open ? 'open' : corners[0];
    place();
  }

  let planned = 0;
  function placeSoon() {
    cancelAnimationFrame(planned);
    planned = requestAnimationFrame(place);
  }
  for (const event of ['scroll', 'resize', 'focusin']) addEventListener(event, placeSoon, { passive: true });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && open && host !== undefined) toggle(false);
  });

  function renew() {
    // A reload would ask whether to send the form again.
    if (posted === undefined) location.reload();
    else location.replace(location.href);
  }

  function listen() {
    const events = new EventSource('/__prismosaic/events');
    events.addEventListener('message', ({ data }) => {
      const { server: now, ...shown } = JSON.parse(data);
      if (now !== server) {
        events.close();
        renew();
        return;
      }
      state = shown;
      draw();
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 500);
    });
    addEventListener('pagehide', () => events.close());
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  }

  draw();
  listen();
})();
