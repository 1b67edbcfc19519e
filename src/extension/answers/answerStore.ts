import type { Memento } from "vscode";
import type { Answers } from "../../sources/answers/answers";
import { Emitter } from "../emitter";

const KEY = "answers";

/** By the file's URI, and by expression. */
type SavedAnswers = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An answer and where it is given. */
export interface StoredAnswer {
  readonly uri: string;
  readonly expression: string;
  readonly text: string;
}

/** What the user has said of expressions whose value only a run knows, remembered for the workspace. */
export class AnswerStore {
  private readonly changed = new Emitter<string>();

  /** The answers for the file of this URI are others than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: Pick<Memento, "get" | "update">) {}

  of(uri: string): Answers {
    return new Map(Object.entries(this.saved[uri] ?? {}));
  }

  all(): readonly StoredAnswer[] {
    return Object.entries(this.saved).flatMap(([uri, answers]) =>
      Object.entries(answers).map(([expression, text]) => ({ uri, expression, text })),
    );
  }

  async remember({ uri, expression, text }: StoredAnswer): Promise<void> {
    await this.save(uri, { ...this.saved[uri], [expression]: text });
  }

  async forget({ uri, expression }: Pick<StoredAnswer, "uri" | "expression">): Promise<void> {
    const { [expression]: _, ...others } = this.saved[uri] ?? {};
    await this.save(uri, others);
  }

  /** Follows files and folders that were renamed. */
  async rename(from: string, to: string): Promise<void> {
    const moved = Object.keys(this.saved).filter((uri) => uri === from || uri.startsWith(`${from}/`));
    for (const uri of moved) {
      const answers = this.saved[uri];
      await this.save(to + uri.slice(from.length), answers);
      await this.save(uri, {});
    }
  }

  private get saved(): SavedAnswers {
    return this.memory.get<SavedAnswers>(KEY) ?? {};
  }

  private async save(uri: string, answers: Readonly<Record<string, string>>): Promise<void> {
    const { [uri]: _, ...others } = this.saved;
    const isEmpty = Object.keys(answers).length === 0;
    const saved = this.memory.update(KEY, isEmpty ? others : { ...others, [uri]: answers });
    // VS Code's memory holds the new value before it is written.
    this.changed.fire(uri);
    await saved;
  }
}
