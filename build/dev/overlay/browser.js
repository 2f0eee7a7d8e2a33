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
    header { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    h2 { margin: 0; font-size: 1.125rem; color: #8c1d18; }
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
      h2 { color: #f2b8b5; }
      pre { background: #2c2a2e; }
      button:focus-visible, pre:focus-visible { outline-color: #8ab4f8; }
    }`;

  let host;
  let shown = null;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    // Text, never markup: it holds pieces of source files.
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function hide() {
    host?.remove();
    host = undefined;
    document.removeEventListener('keydown', onKey);
  }

  function onKey(event) {
    if (event.key === 'Escape') hide();
  }

  function show(trouble) {
    hide();
    host = element('prismosaic-overlay', '');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const [title, ...details] = trouble.split('\n');
    const section = element('section', '', { role: 'alert', 'aria-label': 'What is broken' });
    const header = element('header', '');
    const close = element('button', 'Hide', { type: 'button', title: 'Hide (Escape)' });
    close.addEventListener('click', hide);
    header.append(element('h2', title), close);
    section.append(header);
    const text = details.join('\n').trim();
    if (text !== '') section.append(element('pre', text, { tabindex: '0' }));
    section.append(element('p', 'Mend it and save: this goes away by itself.'));
    document.body.append(host);
    root.append(section);
    document.addEventListener('keydown', onKey);
  }

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
      // The same trouble again stays hidden when it was hidden.
      if (state.trouble === shown) return;
      shown = state.trouble;
      if (shown === null) hide();
      else show(shown);
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 500);
    });
    addEventListener('pagehide', () => events.close());
    addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  }

  listen();
})();
