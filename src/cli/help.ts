/** What `--help` prints. */
export const helpText = `Shows what an optimizer configuration does, step by step.
A FILE is Python, *.py, JavaScript or TypeScript, *.js or *.ts and their kin, a configuration of DeepSpeed, *.json, or a
native one, *.optim.yaml or *.optim.json.

  optimizer-debugger inspect FILE... [--json] [--answer …]
      Lists the optimizer configurations in source files, or in all the source files of a folder.

  optimizer-debugger simulate FILE[:LINE] [options]
      Simulates the configuration at a line, or all configurations of a file, on a test problem.
      --problem NAME              rosenbrock, or with parameters: quadratic:eigenvalues=1,10,100,rotate=true
                                  or as JSON: {"name": "quadratic", "eigenvalues": [1, 10, 100]}
      --steps N                   number of updates
      --seed S                    decides data sets, batches and noise
      --precision float64|float32
      --format csv|jsonl|json|html
                                  csv unless said otherwise; html is a page with charts that needs no connection.
                                  JSON has no infinite numbers: they are written as "Infinity", "-Infinity", "NaN".
      --out PATH                  a file instead of the standard output

  optimizer-debugger replay FILE[:LINE] --gradients G.npy --trajectory OUT.npy [options]
      Feeds recorded gradients, a NumPy array of shape (steps, parameters), to the configuration, and writes
      where the parameters went: an array of shape (steps + 1, parameters).
      --initial P.npy             the first parameters, of shape (parameters,); zeros unless given
      --shapes 4x5,7              how the parameters are divided into tensors; one vector unless given
      --series OUT.csv            also writes the columns of simulate that need no loss
      --precision float64|float32

  --answer EXPRESSION=VALUE       what only a run of the FILE knows, such as --answer 'len(loader)=500'; as often as needed

  --help, --version

Exit codes: 0 fine, 2 wrong usage or unreadable input, 3 the simulation itself failed.
`;
