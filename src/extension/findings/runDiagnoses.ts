import type { RuleSettings } from "../../diagnosis/ruleSettings";
import type { RunFinding } from "../../diagnosis/run/runRule";
import type { Run } from "../runs/run";
import type { WorkerPool } from "../runs/workerPool";

/** What happened in runs that are over: a worker looks at each once, however often it is asked for. */
export class RunDiagnoses {
  /** By the runs' jobs. */
  private readonly asked = new Map<string, Promise<readonly RunFinding[]>>();

  constructor(private readonly pool: Pick<WorkerPool, "diagnose">) {}

  /** Empty where there is nothing of the run. @throws Error as the pool does; the next call tries again */
  async of(run: Pick<Run, "job" | "diagnosable">, settings: RuleSettings): Promise<readonly RunFinding[]> {
    const { job, diagnosable } = run;
    const known = this.asked.get(job);
    if (known !== undefined) return known;
    if (diagnosable === null) return [];
    const asked = this.pool.diagnose({ ...diagnosable, settings });
    this.asked.set(job, asked);
    try {
      return await asked;
    } catch (error) {
      if (this.asked.get(job) === asked) this.asked.delete(job);
      throw error;
    }
  }

  /** Forgets all but those of some runs. */
  keep(runs: readonly Pick<Run, "job">[]): void {
    for (const job of this.asked.keys()) if (!runs.some((run) => run.job === job)) this.asked.delete(job);
  }

  /** Forgets all, which were made by other settings. */
  clear(): void {
    this.asked.clear();
  }
}
