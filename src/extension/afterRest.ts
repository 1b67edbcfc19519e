/** An action that runs when it has not been asked for a while. */
export interface AfterRest {
  (): void;
  /** Drops what is still to come. */
  dispose(): void;
}

/** @param rest since the action was asked for last, in milliseconds */
export function afterRest(rest: number, action: () => void): AfterRest {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const request = () => {
    clearTimeout(timer);
    timer = setTimeout(action, rest);
  };
  return Object.assign(request, { dispose: () => clearTimeout(timer) });
}
