/** Folders of other people's code, in which nobody looks for a configuration of their own. */
export const foreignFolders = ["node_modules", "__pycache__", "site-packages", "venv"];
