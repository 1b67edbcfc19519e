import type { GridPlaces } from "../core/landscape/lossGrid";
import type { PlanePoint } from "../core/landscape/plane";
import type { FoundPlane } from "../core/landscape/planeSearch";

/** The plane in which the panel looks at a run's landscape. */
export interface LandscapePlane extends Omit<FoundPlane, "plane" | "start"> {
  /** Another plane has another number. */
  readonly id: number;
  readonly canMoveStart: boolean;
}

/** Asks where a run, or its original, went in the plane of another or its own. */
export interface LandscapePathQuery {
  /** Whose plane it is. */
  readonly run: string;
  /** Whose path is asked for, by the id under which its curves are asked for. */
  readonly drawn: string;
}

/** Where a run went: `data` holds three blocks of `points` float64 each, the updates made before each point, x, and y. */
export interface LandscapePath {
  readonly points: number;
  readonly data: ArrayBuffer;
  /** Whether it ends early, since the run did not come back from there. */
  readonly isCut: boolean;
}

export interface LandscapeLossesQuery extends GridPlaces {
  readonly run: string;
}

export interface MoveStartQuery {
  readonly run: string;
  /** Where in its plane; null for where its source lets it start. */
  readonly to: PlanePoint | null;
}

/** What the panel may ask of landscapes. All are rejected with the reason where there is nothing to be seen. */
export interface LandscapeCalls {
  landscapePlane(query: { readonly run: string }): LandscapePlane;
  /** Null for a run on another landscape. */
  landscapePath(query: LandscapePathQuery): LandscapePath | null;
  /** Losses as float64, row by row from below. What was asked for before is given up. */
  landscapeLosses(query: LandscapeLossesQuery): ArrayBuffer;
  /** Gives up all that is under way. */
  leaveLandscape(query: Record<string, never>): void;
  /** Lets a run start elsewhere, as one that is tried. The reply comes when it is shown so. */
  moveStart(query: MoveStartQuery): void;
  /** Makes a run of its own of one that starts elsewhere, which then starts where it did again. */
  keepStart(query: { readonly run: string }): void;
}
