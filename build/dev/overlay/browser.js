// Runs in the open page while developing: shows what is broken, and reloads the page once another server is there.
(() => {
  const { server, posted } = document.currentScript.dataset;
  const style = `
    :host { all: initial; }
    section {
      position: fixed; inset: 1rem 1rem auto; z-index: 2147483647; max-height: calc(100vh - 2rem); overflow: auto;
      box-sizing: border-box; padding: 1rem 1.25rem; border: 1px solid #b3261e; border-left-width: 8px;
      border-radius: 8px; background: #fff; color: #1c1b1f; font: 16px/1.5 system-ui, sans-serif;
      box-shadow: 0 8px 32px rgb(0 0 0 / 40%);
    }
    section[role='status'] { inset: auto auto 1rem 1rem; max-width: min(40rem, calc(100vw - 2rem)); border-color: #7a5900; }
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    h2 { margin: 0; font-size: 1.125rem; color: #8c1d18; }
    [role='status'] h2 { font-size: 1rem; font-weight: 600; color: inherit; overflow-wrap: anywhere; }
    p { margin: 0.25rem 0 0; }
    pre {
      margin: 0.75rem 0 0; padding: 0.75rem; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f1f4; color: inherit;
      font: 14px/1.5 ui-monospace, monospace; tab-size: 2;
    }
    button {
      padding: 0.25rem 0.75rem; border: 1px solid currentColor; border-radius: 4px; background: none; color: inherit;
      font: inherit; cursor: pointer;
    }
    button:focus-visible, pre:focus-visible { outline: 3px solid #1b5fc1; outline-offset: 2px; }
    @media (prefers-color-scheme: dark) {
      section { background: #1f1d20; color: #ece6ee; border-color: #f2b8b5; }
      section[role='status'] { border-color: #f0c04f; }
      h2 { color: #f2b8b5; }
      pre { background: #2c2a2e; }
      button:focus-visible, pre:focus-visible { outline-color: #8ab4f8; }
    }`;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    // Text, never markup: it holds pieces of source files.
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** A box in the page, which shows a text, its first line as the title, until it is hidden. */
  function box(attributes, foot) {
    let host;
    let shown = null;

    function hide() {
      host?.remove();
      host = undefined;
    }

    function show(text) {
      hide();
      host = element('prismosaic-overlay', '');
      const root = host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      const [title, ...details] = text.split('\n');
      const section = element('section', '', attributes);
      const header = element('header', '');
      const close = element('button', 'Hide', { type: 'button', title: 'Hide (Escape)' });
      close.addEventListener('click', hide);
      header.append(element('h2', title), close);
      section.append(header);
      const rest = details.join('\n').trim();
      if (rest !== '') section.append(element('pre', rest, { tabindex: '0' }));
      if (foot !== undefined) section.append(element('p', foot));
      document.body.append(host);
      root.append(section);
    }

    return {
      isThere: () => host !== undefined,
      hide,
      // The same text again stays hidden when it was hidden.
      set(text) {
        if (text === shown) return;
        shown = text;
        if (text === null) hide();
        else show(text);
      },
    };
  }

  const trouble = box(
    { role: 'alert', 'aria-label': 'What is broken' },
    'Mend it and save: this goes away by itself.',
  );
  const notice = box({ role: 'status', 'aria-label': 'What to do' });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') [trouble, notice].find(({ isThere }) => isThere())?.hide();
  });

  function renew() {
    // A reload would ask whether to send the form again.
    if (posted === undefined) location.reload();
    else location.replace(location.href);
  }

  function listen() {
    const events = new EventSource('/__prismosaic/events');
    events.addEventListener('message', ({ data }) => {
      const state = JSON.parse(data);
      if (state.server !== server) {
        events.close();
        renew();
        return;
      }
      trouble.set(state.trouble);
      notice.set(state.notice);
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 500);
    });
    addEventListener('pagehide', () => events.close());
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  }

  listen();
})();
