/** What sets the rules of one kind apart beyond ε and weight decay, in words that go on from the names of two optimizers. */
const differences: Readonly<Record<string, string>> = {
  sgd: "differ in their velocity: one of them dampens it, or steps ahead of it as Nesterov's does, and the other does not",
  adam:
    "differ in their means: in whether they are corrected for having started at 0, in which squares AMSGrad takes the largest of, " +
    "or in how the learning rate scales the decay",
  nadam:
    "differ in the momentum that grows: PyTorch lets it grow by momentum_decay, Keras as fast as momentum_decay = 1 would, " +
    "and optax takes β₁ from the first update on",
  radam: "differ in when the squares begin to count",
  rmsprop: "differ in what they take the root of, or in how the velocity is made",
  adagrad: "differ in what the sum of squares starts from, or in where ε is",
  adadelta: "differ in which mean of squares the gradient is divided by: tfjs takes that before the present gradient",
  adamax: "differ in how the largest gradient is kept",
  adafactor:
    "differ in the length of a step and in how fast the means of squares move: PyTorch and Keras take the smaller of lr and 1/√t, " +
    "times the size of the parameters",
  rprop: "differ in when a step is made: that of optax is the one of the update before",
  lamb: "differ in what the ratio of lengths is bounded by and what it is taken of",
  lion: "differ in the direction where the mean is 0",
  muon: "differ in how the momentum is kept, in the factor of a matrix' step, and in what goes by Adam",
  schedulefreeadamw: "differ in how the mean of all points is weighted",
};

/** What follows the names of two optimizers of a kind whose rules differ. */
export function differenceOf(kind: string): string {
  return differences[kind] ?? "have different rules";
}
