interface Outage {
  began: number;
  latest: number;
  /** How many requests it affected. */
  requests: number;
  timer: NodeJS.Timeout;
}

/** An outage is over when no request was affected for this time, in ms. */
const QUIET_MS = 30_000;

/** Shows an outage of many requests in one line when it begins, and in one when it is over. */
export class OutageLog {
  private readonly outages = new Map<string, Outage>();

  constructor(private readonly show: (line: string) => void) {}

  /** @param title what is wrong; all reports of one title are one outage */
  report(title: string, reason: string | undefined): void {
    const known = this.outages.get(title);
    if (known !== undefined) {
      known.requests += 1;
      known.latest = Date.now();
      known.timer.refresh();
      return;
    }
    // It does not keep the process running.
    const timer = setTimeout(() => this.end(title), QUIET_MS).unref();
    this.outages.set(title, { began: Date.now(), latest: Date.now(), requests: 1, timer });
    this.show(`${title}: a request was answered with 503${reason === undefined ? '' : ` (${reason})`}`);
  }

  private end(title: string): void {
    const outage = this.outages.get(title);
    this.outages.delete(title);
    if (outage === undefined) return;
    const { began, latest, requests } = outage;
    const seconds = Math.max(1, Math.round((latest - began) / 1000));
    this.show(
      `${title}: over; ${requests} ${requests === 1 ? 'request was' : 'requests were'} answered with 503 within ${seconds} s`,
    );
  }
}
