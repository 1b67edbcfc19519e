import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";
import { Button } from "./toolkit";
import "./menu.css";

export interface MenuItem {
  readonly text: string;
  readonly onSelect: () => void;
  readonly testId?: string;
}

export interface MenuProps {
  readonly label: string;
  /** Asked for when it opens. */
  readonly items: () => readonly MenuItem[];
  /** Of the button. */
  readonly testId?: string;
  /** Whether the button is one of many in the page, as small as an icon. */
  readonly isSmall?: boolean;
}

/** The button with three dots and what hides behind it. */
export function Menu({ label, items, testId = "menu", isSmall = false }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = () => root.current?.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  useEffect(() => {
    if (!isOpen) return;
    entries()[0]?.focus();
    const closeOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const close = () => setOpen(false);
    document.addEventListener("pointerdown", closeOutside);
    window.addEventListener("blur", close);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      window.removeEventListener("blur", close);
    };
  }, [isOpen]);

  const toggle = () => setOpen(!isOpen);
  const select = (item: MenuItem) => {
    setOpen(false);
    button()?.focus();
    item.onSelect();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = entries();
    const current = all.indexOf(document.activeElement as HTMLElement);
    const places: Record<string, number> = {
      ArrowDown: (current + 1) % all.length,
      ArrowUp: (current - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    if (event.key === "Escape" || event.key === "Tab") setOpen(false);
    if (event.key === "Escape") {
      event.preventDefault();
      button()?.focus();
    }
    if (event.key in places) {
      event.preventDefault();
      all[places[event.key]]?.focus();
    }
  };

  return (
    <div class="menu" ref={root}>
      {isSmall ? (
        <button
          type="button"
          class="menu-button"
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          title={label}
          data-testid={testId}
          onClick={toggle}
        >
          <Icon name="more" />
        </button>
      ) : (
        <Button appearance="icon" label={label} title={label} isMenuOpen={isOpen} testId={testId} onClick={toggle}>
          <Icon name="more" />
        </Button>
      )}
      {isOpen && (
        <div class="menu-items" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
          {items().map((item) => (
            <button
              key={item.text}
              type="button"
              class="menu-item"
              role="menuitem"
              data-testid={item.testId}
              onClick={() => select(item)}
            >
              {item.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
