/** Asks for what is wanted last; see {@link latestOnly}. */
export type Ask<Query> = (key: string, query: Query) => void;

/** What becomes of an answer. */
export interface AnswerHandler<Query, Reply> {
  answered(key: string, query: Query, reply: Reply): void;
  failed(key: string, query: Query, error: unknown): void;
}

/**
 * Keeps at most one request a key under way, or as many as are said. Of those that come in meanwhile only the last is sent, when one under
 * way has been answered: a stream of wishes costs no more than the answers can keep up with, and answers come in order.
 *
 * @param most requests a key under way: with two the next is on its way while an answer is dealt with
 */
export function latestOnly<Query, Reply>(
  send: (query: Query) => Promise<Reply>,
  handler: AnswerHandler<Query, Reply>,
  most = 1,
): Ask<Query> {
  const lanes = new Map<string, { underWay: number; next: Query | null }>();
  const run = async (key: string, query: Query) => {
    const lane = lanes.get(key) ?? { underWay: 0, next: null };
    lanes.set(key, lane);
    lane.underWay++;
    try {
      handler.answered(key, query, await send(query));
    } catch (error) {
      handler.failed(key, query, error);
    }
    lane.underWay--;
    const { next } = lane;
    lane.next = null;
    if (next !== null) void run(key, next);
    else if (lane.underWay === 0) lanes.delete(key);
  };
  return (key, query) => {
    const lane = lanes.get(key);
    if (lane !== undefined && lane.underWay >= most) lane.next = query;
    else void run(key, query);
  };
}
