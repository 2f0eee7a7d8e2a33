import type { ReactNode } from 'react';
import { publishAsset } from './assets/assets';

import { mark } from './assets/mark';
import { isCurrent, type MenuEntry } from './menu';
import base from './styles/base.css';
import forms from './styles/forms.css';
import parts from './styles/parts.css';
import print from './styles/print.css';

const stylesheet = publishAsset('page.css', base + parts + forms + print);
const icon = publishAsset('icon.svg', mark);

interface LayoutProps {
  title: string;
  stylesheets: string[];
  menu: readonly MenuEntry[];
  /** The path of the page, to mark it in the menu. */
  path: string;
  children: ReactNode;
}

/** The layout of every page. It has no scripts, and needs none. */
export function Layout({ title, stylesheets, menu, path, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Prismosaic`}</title>
        <link rel="icon" type="image/svg+xml" href={icon} />
        {[stylesheet, ...stylesheets].map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        <a className="skip-link" href="#content">
          Skip to the content
        </a>
        <header className="site-header">
          <div className="frame">
            <a className="brand" href="/" aria-current={path === '/' ? 'page' : undefined}>
              <img src={icon} alt="" width="28" height="28" />
              Prismosaic
            </a>
            <nav aria-label="Components">
              <ul>
                {menu.map((entry) => (
                  <li key={entry.path}>
                    <a href={entry.path} aria-current={isCurrent(entry, path) ? 'page' : undefined}>
                      {entry.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" className="frame" tabIndex={-1}>
          {children}
        </main>
        <footer className="site-footer">
          <div className="frame">Each component brings its own part of the database.</div>
        </footer>
      </body>
    </html>
  );
}
