import type { ComponentMeta } from '../registered-component';
import seed from './component.seed';

const meta: ComponentMeta = {
  id: 'demo',
  title: 'Demo posts',
  description: 'Write, read and delete short posts: a component with two models, a service and its own page.',
  nav: { label: 'Posts', path: '/demo/posts', order: 10 },
  seed,
};

export default meta;
