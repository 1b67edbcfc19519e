import type { SlicedWork } from "../core/slicedWork";
import { Slices } from "./slices";

/** Work that waits or is under way; one who asked is told what comes of it. */
interface Task {
  readonly group: string;
  /** Does a slice of it. @returns whether it is done */
  readonly advance: () => boolean;
  readonly reject: (error: Error) => void;
}

/** Points of sweeps and parts of landscapes, worked out one after the other, a slice at a time. */
export class SlicedTasks {
  private readonly tasks: Task[] = [];

  get isPending(): boolean {
    return this.tasks.length > 0;
  }

  /** Puts work behind what waits. */
  begin<Outcome>(group: string, work: SlicedWork<Outcome>): Promise<Outcome> {
    const slices = new Slices();
    return new Promise((resolve, reject) => {
      const advance = () => {
        slices.work((most) => work.advance(most));
        if (work.isDone) resolve(work.outcome);
        return work.isDone;
      };
      this.tasks.push({ group, advance, reject });
    });
  }

  /** Works for one slice. */
  advance(): void {
    const [task] = this.tasks;
    if (task === undefined) return;
    try {
      if (!task.advance()) return;
    } catch (error) {
      task.reject(error instanceof Error ? error : new Error(String(error)));
    }
    this.tasks.shift();
  }

  /** Gives up all work of a group. */
  cancel(group: string): void {
    const cancelled = this.tasks.filter((task) => task.group === group);
    const kept = this.tasks.filter((task) => task.group !== group);
    this.tasks.splice(0, this.tasks.length, ...kept);
    for (const { reject } of cancelled) reject(new Error("The evaluation was cancelled."));
  }
}
