/** `<crossroads-launcher>`: the floating button, painted at once; what it opens is fetched on first intent. */
import type { Panel, PanelModule, PanelOptions } from './contract.ts';
import { fillRoot, PanelElement } from './element.ts';
import { loadPanel } from './load.ts';

/** Pointer over, focus, touch or a call of `open()` count as intent. */
export class LauncherElement extends PanelElement {
  #button = document.createElement('button');

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const intend = () => void loadPanel(this.dataset.locale).catch(() => {});
    const button = Object.assign(this.#button, {
      className: 'launcher',
      part: 'launcher',
      ariaLabel: this.dataset.title ?? 'Ask a question',
      onclick: () => this.toggle(),
      onpointerenter: intend,
      onfocus: intend,
    });
    button.append(mark());
    fillRoot(this, button);
  }

  protected override mount(code: PanelModule, options: PanelOptions): Panel {
    return code.mountDialog(this, this.#button, options);
  }
}

/** The path that forks. */
function mark(): SVGElement {
  const [svg, path] = ['svg', 'path'].map((name) =>
    document.createElementNS('http://www.w3.org/2000/svg', name),
  ) as [SVGElement, SVGElement];
  svg.setAttribute('viewBox', '0 0 24 24');
  path.setAttribute('d', 'M12 21v-7M12 14C12 9 6 9.5 6 4M12 14c0-5 6-4.5 6-10');
  svg.append(path);
  return svg;
}
