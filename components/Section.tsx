/** A part of a screen under a heading of its own. Several captures can stand on one page, so names are made, not given. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId } from "preact/hooks";

/** The level of headings inside: 2 under a page's heading, deeper where captures stand in a list. */
export const HeadingLevel = createContext<2 | 3 | 4>(2);

interface Props {
  heading: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export function Section({ heading, class: name, children }: Props) {
  const id = useId();
  const Heading = `h${useContext(HeadingLevel)}` as const;
  return (
    <section class={name} aria-labelledby={id}>
      <Heading id={id} class="section-heading">
        {heading}
      </Heading>
      {children}
    </section>
  );
}
