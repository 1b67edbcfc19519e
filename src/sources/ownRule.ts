/** The name of a rule or schedule of the user's own, whose text is then the hyperparameter of this name. */
export const OWN_RULE = "rule";
