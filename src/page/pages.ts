import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Layout } from './layout';
import type { MenuEntry } from './menu';

/** The injection token of the application's menu. */
export const MENU = Symbol('MENU');

/** A controller's page, without the layout. */
export interface Page {
  title: string;
  body: ReactNode;
  /** Addresses of the component's own stylesheets, from `publishAsset`. */
  stylesheets?: string[];
}

/** Turns JSX into an answer. React escapes every text, and nothing here bypasses that. */
@Injectable()
export class Pages {
  constructor(@Inject(MENU) readonly menu: readonly MenuEntry[]) {}

  /** @param status 200 unless the page shows an error */
  send(response: Response, page: Page, status = 200): void {
    const { title, stylesheets = [], body } = page;
    const layout = { title, stylesheets, menu: this.menu, path: response.req.path, children: body };
    const html = `<!doctype html>${renderToStaticMarkup(createElement(Layout, layout))}`;
    // Pages contain a form token for one browser.
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  }
}
