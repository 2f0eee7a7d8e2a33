import type { RegisteredComponent } from '../components/registered-component';

/** One entry of the menu. */
export interface MenuEntry {
  label: string;
  path: string;
}

/** The components with a menu entry, by their order; equal orders by label. */
export function menuOf(components: readonly RegisteredComponent[]): MenuEntry[] {
  return components
    .flatMap(({ meta }) => (meta?.nav === undefined ? [] : [{ meta, nav: meta.nav }]))
    .sort((a, b) => a.nav.order - b.nav.order || a.nav.label.localeCompare(b.nav.label, 'en'))
    .map(({ meta, nav }) => ({
      label: nav.label,
      path: nav.path ?? `/${meta.id}`,
    }));
}

/** Whether `path` is the entry's page or below it. */
export function isCurrent(entry: MenuEntry, path: string): boolean {
  return path === entry.path || path.startsWith(`${entry.path}/`);
}
