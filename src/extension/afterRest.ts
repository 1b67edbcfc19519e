import type { Coalesced } from "./coalesce";

/** An action that runs once when it has not been asked for for a while. @param rest in milliseconds */
export function afterRest(rest: number, action: () => void): Coalesced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const request = () => {
    clearTimeout(timer);
    timer = setTimeout(action, rest);
  };
  return Object.assign(request, { dispose: () => clearTimeout(timer) });
}
