/**
 * The only file that knows `@vscode/webview-ui-toolkit`. The toolkit is no longer developed: its successor would go in here,
 * behind the same components.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import type { ClassAttributes, ComponentChildren, HTMLAttributes } from "preact";
import { useEffect, useRef } from "preact/hooks";

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

interface ToolkitAttributes<T extends HTMLElement> extends HTMLAttributes<T>, ClassAttributes<T> {
  children?: ComponentChildren;
  disabled?: boolean;
}

interface ToolkitButtonAttributes extends ToolkitAttributes<HTMLElement> {
  appearance?: "primary" | "secondary" | "icon";
}

interface ToolkitValueAttributes extends ToolkitAttributes<ValueElement> {
  value?: string;
}

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": ToolkitButtonAttributes;
      "vscode-dropdown": ToolkitValueAttributes;
      "vscode-option": ToolkitValueAttributes;
      "vscode-text-field": ToolkitValueAttributes;
    }
  }
}

/** What toolkit controls with a value have in common with native ones. */
interface ValueElement extends HTMLElement {
  value: string;
}

export interface ButtonProps {
  readonly appearance?: "primary" | "secondary" | "icon";
  readonly onClick: () => void;
  /** Needed where the content is a picture. */
  readonly label?: string;
  readonly title?: string;
  readonly disabled?: boolean;
  /** Whether the menu that the button opens is to be seen; of no other button. */
  readonly isMenuOpen?: boolean;
  readonly testId?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A push button: `primary` for the one thing to do, `icon` for a picture. */
export function Button(props: ButtonProps) {
  // Never undefined: the toolkit would take that for true where a button that said false is used again.
  const { appearance = "secondary", disabled = false, label, isMenuOpen, testId, children, ...rest } = props;
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isMenuOpen === undefined) return;
    // The toolkit hands on no more than the label to the button that has the focus.
    const inner = element.current?.shadowRoot?.querySelector("button");
    inner?.setAttribute("aria-haspopup", "menu");
    inner?.setAttribute("aria-expanded", String(isMenuOpen));
  }, [isMenuOpen]);
  return (
    <vscode-button
      ref={element}
      appearance={appearance}
      disabled={disabled}
      aria-label={label}
      data-testid={testId}
      {...rest}
    >
      {children}
    </vscode-button>
  );
}

export interface DropdownProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
  readonly testId?: string;
}

/** A choice of one among a few. */
export function Dropdown({ label, value, options, onChange, testId }: DropdownProps) {
  const element = useRef<ValueElement>(null);
  // The toolkit takes a value only once its options are there.
  useEffect(() => {
    if (element.current && element.current.value !== value) element.current.value = value;
  }, [value]);
  return (
    <vscode-dropdown
      ref={element}
      aria-label={label}
      data-testid={testId}
      onChange={() => element.current && onChange(element.current.value)}
    >
      {options.map((option) => (
        <vscode-option key={option.value} value={option.value}>
          {option.text}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called on Enter and when the field is left, with what was typed. */
  readonly onCommit: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly testId?: string;
  readonly class?: string;
}

/** A line of text that takes effect on Enter. */
export function TextField({ label, value, onCommit, onKeyDown, testId, ...rest }: TextFieldProps) {
  const element = useRef<ValueElement>(null);
  useEffect(() => {
    if (element.current) element.current.value = value;
  }, [value]);
  // The toolkit names every field without visible words "Text field" when it comes into the page.
  useEffect(() => element.current?.setAttribute("aria-label", label), [label]);
  const commit = () => {
    if (!element.current) return;
    onCommit(element.current.value);
    // What was typed may mean the value that is there, or nothing.
    element.current.value = value;
  };
  return <vscode-text-field ref={element} data-testid={testId} onChange={commit} onKeyDown={onKeyDown} {...rest} />;
}
