/** What `--help` prints. */
export const helpText = `Shows what an optimizer configuration does, step by step.
A FILE is Python, a notebook, Markdown, JavaScript or TypeScript, a configuration in YAML, JSON or TOML, a shell script, or a
native configuration, *.optim.yaml or *.optim.json.

  optimizer-debugger inspect FILE... [--json] [--answer …]
      Lists the optimizer configurations in source files, or in all the source files of a folder.

  optimizer-debugger simulate FILE[:LINE] [options]
      Simulates the configuration at a line, or all configurations of a file, on a test problem.
      --problem NAME              rosenbrock, or with parameters: quadratic:eigenvalues=1,10,100,rotate=true
                                  or as JSON: {"name": "quadratic", "eigenvalues": [1, 10, 100]}
      --steps N                   number of updates
      --seed S                    decides data sets, batches and noise
      --precision float64|float32
      --curvature N|auto          measures the curvature of the test problem every N steps, which adds the columns sharpness,
                                  preconditionedSharpness, stabilityRatio and alpha; auto takes about a second. Dear, so off
                                  unless asked for.
      --instruments NAME,…|all    records more at every step, as further columns: gradient-percentiles (|g|),
                                  update-percentiles (|Δp| / |p|), rate-percentiles (effective learning rate), clip-share,
                                  epsilon-share; percentiles of all parameters, or of 4,096 of more
      --format csv|jsonl|json|html
                                  csv unless said otherwise; html is a page with charts that needs no connection.
                                  JSON has no infinite numbers: they are written as "Infinity", "-Infinity", "NaN".
      --out PATH                  a file instead of the standard output
      --rule, --threshold         as for check, of the rules run/*
      What happened in a run and why is told behind the rows, on the standard error: diverged, oscillates, stalls, …

  optimizer-debugger replay FILE[:LINE] --gradients G.npy --trajectory OUT.npy [options]
      Feeds recorded gradients, a NumPy array of shape (steps, parameters), to the configuration, and writes
      where the parameters went: an array of shape (steps + 1, parameters).
      --initial P.npy             the first parameters, of shape (parameters,); zeros unless given
      --shapes 4x5,7              how the parameters are divided into tensors; one vector unless given
      --series OUT.csv            also writes the columns of simulate that need no loss
      --precision float64|float32
      --rule, --threshold         as for check, of the rules run/*

  optimizer-debugger check FILE... [options]
      Says what is wrong with the configurations in source files, or in all the source files of a folder, as written:
      nothing is simulated. docs/rules has a page for every rule.
      --format text|json|sarif    text unless said otherwise; sarif is SARIF 2.1.0, for code scanning
      --fix                       makes the fixes that are single and safe
      --rule RULE=LEVEL           off, information, warning or error, for a rule or for all of a group:
                                  schedule/cosine-rises-again=off, schedule/*=information
      --threshold RULE.NAME=X     another value of a rule's threshold
      A comment at the line, or alone above it, leaves a finding out: # optimizer: ignore schedule/cosine-rises-again

  --answer EXPRESSION=VALUE       what only a run of the FILE knows, such as --answer 'len(loader)=500'; as often as needed

  --help, --version

Exit codes: 0 fine, 1 findings of severity error, 2 wrong usage or unreadable input, 3 the simulation itself failed.
`;
