/** Gives a list the children it is to have, and leaves alone those that stay: what is moved loses the focus, and a press on it. */

/** Makes `nodes` the children of `list`, in that order. */
export function arrange(list: Element, nodes: readonly Element[]): void {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    const there = list.children[at];
    if (there !== node) list.insertBefore(node, there ?? null);
  });
}
