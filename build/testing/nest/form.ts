import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** A form of a page, as a browser would send it. */
export interface Form {
  /** Where it is sent to; undefined: the page's own address. */
  action: string | undefined;
  method: 'get' | 'post';
  /** The fields with the values that the page shows, hidden ones too. */
  fields: Record<string, string | string[]>;
  /** The names that it can have, for messages: unchecked boxes are not in `fields`. */
  names: readonly string[];
}

/** The forms of an HTML page, in their order. */
export function formsOf(html: string): Form[] {
  return elements(parse(html), (name) => name === 'form').map((form) => {
    const controls = elements(form, (name) => ['input', 'select', 'textarea'].includes(name));
    const fields: Form['fields'] = {};
    for (const control of controls) {
      const name = attribute(control, 'name');
      if (name === undefined || attribute(control, 'disabled') !== undefined) continue;
      for (const value of valuesOf(control))
        fields[name] = name in fields ? [fields[name] ?? '', value].flat() : value;
    }
    return {
      action: attribute(form, 'action') || undefined,
      method: attribute(form, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
      fields,
      names: [...new Set(controls.flatMap((control) => attribute(control, 'name') ?? []))],
    };
  });
}

/** What a browser sends for a control without a visitor's doing. Buttons are sent by those who press them. */
function valuesOf(control: Element): string[] {
  const type = attribute(control, 'type')?.toLowerCase() ?? 'text';
  if (control.tagName === 'textarea') return [text(control).replace(/^\n/, '')];
  if (control.tagName === 'select') {
    const options = elements(control, (name) => name === 'option');
    const chosen = options.filter((option) => attribute(option, 'selected') !== undefined);
    const several = attribute(control, 'multiple') !== undefined;
    return (several || chosen.length > 0 ? chosen : options.slice(0, 1)).map(
      (option) => attribute(option, 'value') ?? text(option).trim(),
    );
  }
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return [];
  if (type === 'checkbox' || type === 'radio')
    return attribute(control, 'checked') === undefined ? [] : [attribute(control, 'value') ?? 'on'];
  return [attribute(control, 'value') ?? ''];
}

function elements(node: Node, wanted: (name: string) => boolean): Element[] {
  const own = 'tagName' in node && wanted(node.tagName) ? [node] : [];
  const children = 'childNodes' in node ? node.childNodes : [];
  return [...own, ...children.flatMap((child) => elements(child, wanted))];
}

function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

function text(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value;
  return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
}
