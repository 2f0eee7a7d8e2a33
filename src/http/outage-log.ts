interface Outage {
  shownAt: number;
  /** Requests that it affected since the last line. */
  more: number;
}

/** Shows an outage of many requests in one line, and again every half minute while it lasts. */
export class OutageLog {
  private readonly outages = new Map<string, Outage>();

  constructor(
    private readonly show: (line: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param title what is wrong; one line for all reports of one title */
  report(title: string, reason: string | undefined): void {
    const known = this.outages.get(title);
    if (known !== undefined && this.now() - known.shownAt < 30_000) {
      known.more += 1;
      return;
    }
    const before =
      known === undefined || known.more === 0 ? '' : `, and ${known.more} requests since the last line`;
    this.outages.set(title, { shownAt: this.now(), more: 0 });
    this.show(
      `${title}: a request was answered with 503${before}${reason === undefined ? '' : ` (${reason})`}`,
    );
  }
}
