import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Layout } from './layout';
import type { MenuEntry } from './menu';

/** The token under which the application hands in its menu. */
export const MENU = Symbol('MENU');

/** A page as a controller makes it; the layout is put around it. */
export interface Page {
  title: string;
  body: ReactNode;
  /** Addresses of the component's own stylesheets, from `publishAsset`. */
  stylesheets?: string[];
}

/** Turns JSX into an answer. React escapes every text; nothing here circumvents it. */
@Injectable()
export class Pages {
  constructor(@Inject(MENU) readonly menu: readonly MenuEntry[]) {}

  /** @param status 200 unless the page says that something is wrong */
  send(response: Response, page: Page, status = 200): void {
    const { title, stylesheets = [], body } = page;
    const layout = { title, stylesheets, menu: this.menu, path: response.req.path, children: body };
    const html = `<!doctype html>${renderToStaticMarkup(createElement(Layout, layout))}`;
    // Pages hold a form token of one browser.
    response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
  }
}
