/**
 * What the field calls its quantities. An update is taken for an optimizer's only where names like these say so: the form alone,
 * `x = x - a * y`, is that of any numeric program.
 */

const rate = "(?:lr|learning_?rate|learn_?rate|learnrate|lrate|l_rate|eta|η|step_?size)s?";
const surelyRate = new RegExp(`^(?:[a-z]{1,8}_)?${rate}(?:_?\\d+|_[a-z0-9]{1,8})?$`, "i");
const perhapsRate = /^(?:alpha|α|rate|step)(?:_?\d+|_[a-z]{1,8})?$/i;

/** A learning rate, and nothing else by that name: `lr`, `learning_rate`, `eta`, `step_size`, `lr0`, `base_lr`. */
export function isSurelyRate(name: string): boolean {
  return surelyRate.test(name);
}

/** A learning rate beside a gradient, but a share or a length elsewhere: `alpha`. */
export function isPerhapsRate(name: string): boolean {
  return perhapsRate.test(name);
}

/** Steps of time, with which programs integrate what moves: no learning rates. */
export function isTimeStep(name: string): boolean {
  return /^(?:dt|d_t|delta_?t|delta_?time|time_?step|tau)$/i.test(name);
}

const gradientWord =
  /(?:grad(?!e|u|i(?!ent)|_?(?:fn|func\w*|norm\w*|max\w*|clip\w*|steps?|accum\w*|scale\w*|check\w*)$)|gradient|nabla|∇|deriv)/i;
const noGradient =
  /(?:norm|max|clip|threshold|steps|fn|func|tol|tolerance|history|list|log|noise|scaler|limit|magnitude|colou?r|var|variance|std|stat|map|mask|image|img|stop|fill|penalty)s?$/i;
const differential = /^d_?(?:l|j|e|c|f|loss|cost|err|error)_?d_?[a-z]\w{0,8}$/i;

/**
 * A gradient by its name: `grad`, `gradients`, `nabla_w`, `dL_dw`, and `dW` or `delta_w` beside a parameter `W` or `w`.
 *
 * @param parameter the name of what is updated
 */
export function isSurelyGradient(name: string, parameter: string): boolean {
  if (noGradient.test(name)) return false;
  if (gradientWord.test(name) || differential.test(name)) return true;
  const ofParameter = differentiated(name);
  const own = parameter.toLowerCase().replace(/s$/, "");
  return ofParameter !== undefined && (ofParameter === own || (isParameter(ofParameter) && isParameter(own)));
}

/** What a gradient goes by its name with: `w` of `dW`, `d_w`, `delta_w`. */
export function differentiated(name: string): string | undefined {
  return /^(?:d|d_|delta_|g_)(\w+?)s?$/i.exec(name)?.[1].toLowerCase();
}

/** What may be a gradient or the direction of a step beside a learning rate: `g`, `dx`, `delta`. */
export function isPerhapsGradient(name: string): boolean {
  return /^(?:g|gs|g_t|gt|g_?\d|[dg]_?\w{1,6}|delta\w*|update\w*|direction|slope|partial\w*|adjust\w*|correction)$/i.test(
    name,
  );
}

/** What is called to give a gradient: `compute_gradient`, `grad_fn`, `df`, `backprop`; NumPy's `gradient` gives differences of neighbours. */
export function givesGradient(callee: string): boolean {
  const name = callee.slice(callee.lastIndexOf(".") + 1);
  if (/^(?:np|numpy|cp|cupy|jnp)\.gradient$/.test(callee)) return false;
  if (
    /^(?:zero|no|enable|set|requires|clip|check|apply|scale|plot|print|log|norm\w*|gradient_?tape)_?/i.test(name) &&
    !/^norm\w*_?grad/i.test(name)
  ) {
    return false;
  }
  return (
    /grad(?!e|u|ing)|gradient|nabla|deriv|backprop|jacobian/i.test(name) ||
    /^(?:d[fJLCE]|f_?prime|d[fJLC]_?d\w+)$/.test(name)
  );
}

/** A parameter of a model by its name: `theta`, `W1`, `weights`, `b`, `params`. */
export function isParameter(name: string): boolean {
  return (
    /^(?:theta|θ|weights?|bias(?:es)?|params?|parameters?|coefs?|coefficients?|kernels?|intercept|slope|embeddings?|syn\d?)(?:_?\w{0,12})?$/i.test(
      name,
    ) || /^(?:w|b|beta)(?:_\w{0,8}|\d{1,2}|[xhyoifc]{1,2}|ih|ho|out)?_?$/i.test(name)
  );
}

/** What training programs subtract from or add to without learning by it. */
export function isNoParameter(name: string): boolean {
  return /^(?:(?:average|avg|ema|mean|shadow|target)_\w+|\w*(?:loss|cost|total|count|ema|average|avg|mean|score|reward|time|pos|position|velocity|momentum|shadow|target|adv|image|img|pixels?|frame|signal|audio|buffer|temperature|pressure|density|q_?table|q|centroids?|prices?|balance|state|grid|lr|rate))$/i.test(
    name,
  );
}

/** A loss by its name. */
export function isLoss(name: string): boolean {
  return /^(?:\w*_)?(?:loss|cost|J|objective|mse|error|err|loss_?val\w*|f_?val\w*)(?:_(?:t|i|new|val\w*|now|current))?$/.test(
    name,
  );
}

/** Hyperparameters that are numbers, also where the text does not say which. */
export function isHyperparameter(name: string): boolean {
  return /^(?:beta\w{0,3}|b[12]|momentum\w*|mu|rho|gamma|decay\w*|\w*_decay|wd|eps\w*|epsilon\w*|lambda\w*|lam\w*|lmbda|reg\w*|l[12]\w*|batch_?size|bs|[mnN]|num_\w+|n_\w+)$/i.test(
    name,
  );
}
