import type { DemoPostStatus } from '../../../database/client/enums';

export const STATUS_LABELS: Record<DemoPostStatus, string> = {
  DRAFT: 'Draft',
  PUBLISHED: 'Published',
  ARCHIVED: 'Archived',
};

/** Shows the status as text; the colour only helps. */
export function StatusBadge({ status }: { status: DemoPostStatus }) {
  return <span className={`badge badge-${status.toLowerCase()}`}>{STATUS_LABELS[status]}</span>;
}
