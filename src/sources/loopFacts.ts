import type { SourceRange } from "./configuration";

/** What a program does with an optimizer, as far as its text tells, in the order in which it is run. */
export interface LoopFacts {
  /** As the program calls it where it makes it: `optimizer`; null where it gives it no name. */
  readonly name: string | null;
  /** What is run one after the other, functions of the file in the places of their calls; one for every place where a run may begin. */
  readonly passes: readonly LoopPass[];
  /** Whether something that the file does not show is given the optimizer, and may do anything with it. */
  readonly isHandedOn: boolean;
  /** Whether the file gives it to anything but schedulers, keeps it in an object, or returns it. */
  readonly isUsedElsewhere: boolean;
  /** What it is given its parameters by, where that gives them once and is asked twice. */
  readonly exhausted: ExhaustedParameters | null;
  /** The schedulers that are made for it. */
  readonly schedulers: readonly MadeScheduler[];
}

export interface LoopPass {
  readonly events: readonly LoopEvent[];
  /** Whether no other optimizer is stepped, so that all gradients are for this one. */
  readonly isOnlyOptimizer: boolean;
}

/** A generator of parameters that two go through, the second of which gets nothing. */
export interface ExhaustedParameters {
  /** The variable that holds it. */
  readonly name: string;
  /** What makes it. */
  readonly made: SourceRange;
  readonly first: SourceRange;
  readonly second: SourceRange;
  /** What the second is. */
  readonly by: "optimizer" | "clipping";
}

export interface MadeScheduler {
  /** The variable that it is assigned to; null where that is none. */
  readonly variable: string | null;
  /** The framework's own name. */
  readonly name: string;
  readonly range: SourceRange;
  /** Whether the program steps it; `elsewhere` where what the file does not show may. */
  readonly stepped: "here" | "elsewhere" | "never";
}

/** Something that is done, and where. */
export type LoopEvent = LoopAction & LoopPlace;

interface LoopPlace {
  /** The call, or the assignment. */
  readonly range: SourceRange;
  /** All of the statement that it is in. */
  readonly statement: SourceRange;
  /** Whose bodies it is in, from the outermost, those around the calls of its function included. */
  readonly loops: readonly EnteredLoop[];
  /** On which it depends, from the outermost. */
  readonly conditions: readonly EnteredCondition[];
}

/** A loop, each time that the program comes to it from outside. */
export interface EnteredLoop {
  readonly id: number;
  readonly range: SourceRange;
  /** What one round is for: a pass over the data, or a part of it; null where the text does not say. */
  readonly unit: "epoch" | "batch" | null;
  /** How often it goes round; null where only the run knows. */
  readonly rounds: number | null;
}

/** One of the ways on from an `if` or the like, each time that the program comes to it. */
export interface EnteredCondition {
  readonly id: number;
  /** Which of the ways, from 0; those of the same `id` exclude each other. */
  readonly way: number;
  /** Where it is taken in one of so many rounds alone: `if i % 4 == 0`. */
  readonly period: { readonly text: string; readonly rounds: number | null } | null;
  /** In how many loops it stands itself. */
  readonly loops: number;
}

export type LoopAction =
  /** The optimizer, or what it remembers, begins anew. */
  | {
      readonly kind: "create";
      /** Whether what it updates lives on from round to round of the innermost loop around. */
      readonly keepsParameters: boolean;
      /** Whether it depends on what that loop changes. */
      readonly dependsOnLoop: boolean;
    }
  /** Gradients are set to zero, or to nothing. */
  | {
      readonly kind: "zero";
      /** Whose: `unknown` where these may be others'. */
      readonly of: "optimizer" | "unknown";
      /** Whether they are left zero and not taken away, so that the optimizer takes them for gradients. */
      readonly keepsZeros: boolean;
    }
  | {
      readonly kind: "backward";
      /** What is differentiated; null where the call does not say. */
      readonly loss: string | null;
      /** Whether it is multiplied by the scale of a scaler. */
      readonly isScaled: boolean;
      /** Whether the graph can be gone through again afterwards. */
      readonly keepsGraph: boolean;
      /** How the loss has lost its graph, in code: `.item()`. */
      readonly cutBy: string | null;
      /** Whether the gradients are given back and nothing is done with them. */
      readonly isUnused: boolean;
    }
  /** Gradients are given other values than `backward` worked out. */
  | { readonly kind: "setGradients" }
  | { readonly kind: "unscale" }
  | {
      readonly kind: "clip";
      readonly limit: number | null;
      /** Whether it divides by the scale itself. */
      readonly unscales: boolean;
      /** Whether it is certain that the gradients are those of the optimizer. */
      readonly isOwn: boolean;
    }
  | {
      readonly kind: "step";
      /** By a scaler, whose name it is. */
      readonly scaler: string | null;
      /** In a function that the framework compiles at its first call, with the optimizer of that time. */
      readonly isCompiled: boolean;
      /** Whether what the optimizer remembers of it is not there in the next one. */
      readonly dropsState: boolean;
      /** Whether the step is worked out and nothing is done with it. */
      readonly isUnused: boolean;
    }
  | { readonly kind: "updateScale" }
  | {
      readonly kind: "schedule";
      /** Of the scheduler that is stepped, the framework's own name. */
      readonly scheduler: string;
      /** Whether it is told which step or metric it is. */
      readonly isGiven: boolean;
    }
  /** What the optimizer was given parameters of is, in full or in part, another from here on. */
  | { readonly kind: "replace"; readonly what: string }
  /** The parameters go to another device. */
  | { readonly kind: "move"; readonly what: string }
  /** More parameters are given to the optimizer. */
  | { readonly kind: "addParameters" }
  /** Something that the file does not show, which may do anything with gradients. */
  | { readonly kind: "other" };
