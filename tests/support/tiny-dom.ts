/** As much of the DOM as the Markdown writer touches, so that its rendering can be fuzzed without a browser. */

export class TinyNode {
  readonly nodeType: number;
  nodeValue: string | null;
  parent: TinyElement | undefined;

  constructor(nodeType: number, nodeValue: string | null) {
    this.nodeType = nodeType;
    this.nodeValue = nodeValue;
  }
  get textContent(): string {
    return this.nodeValue ?? '';
  }
  set textContent(text: string) {
    this.nodeValue = text;
  }
}

export class TinyElement extends TinyNode {
  readonly localName: string;
  readonly attributes = new Map<string, string>();
  childNodes: TinyNode[] = [];
  className = '';

  constructor(localName: string) {
    super(1, null);
    this.localName = localName;
  }
  get children(): TinyElement[] {
    return this.childNodes.filter((node) => node instanceof TinyElement);
  }
  get lastChild(): TinyNode | undefined {
    return this.childNodes.at(-1);
  }
  get parentElement(): TinyElement | undefined {
    return this.parent;
  }
  override get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join('');
  }
  override set textContent(text: string) {
    this.childNodes = [];
    this.append(text);
  }
  append(...nodes: (TinyNode | string)[]): void {
    for (const each of nodes) {
      const node = typeof each === 'string' ? new TinyNode(3, each) : each;
      if (node.parent) node.parent.childNodes = node.parent.childNodes.filter((other) => other !== node);
      node.parent = this;
      this.childNodes.push(node);
    }
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  /** Elements of that name below this one, in document order. */
  all(localName?: string): TinyElement[] {
    const below = this.children.flatMap((child) => [child, ...child.all()]);
    return localName === undefined ? below : below.filter((each) => each.localName === localName);
  }
  /** Markup for comparisons: neighbouring texts joined, attributes sorted. */
  html(): string {
    const attributes = [...this.attributes].sort().map(([name, value]) => ` ${name}="${value}"`);
    const inner = this.childNodes.map((node) =>
      node instanceof TinyElement ? node.html() : node.textContent,
    );
    return `<${this.localName}${attributes.join('')}>${inner.join('')}</${this.localName}>`;
  }
}

const tinyDocument = {
  createElement: (name: string) => new TinyElement(name),
};

/** Creates an element that code written for the DOM accepts, which makes its own from `document`. */
export function tinyRoot(): { root: TinyElement; target: Element } {
  Object.assign(globalThis, { document: tinyDocument });
  const root = new TinyElement('div');
  return { root, target: root as unknown as Element };
}
