/** Tells React's JSX of the widget's elements. Beside it lies `crossroads.d.ts`, as your server offers it. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CrossroadsElement, CrossroadsOptions } from '../../web/widget/crossroads.d.ts';

type Data = { [Name in keyof CrossroadsOptions as `data-${Name}`]?: CrossroadsOptions[Name] };
type Props = DetailedHTMLProps<HTMLAttributes<CrossroadsElement>, CrossroadsElement> & Data;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'crossroads-chat': Props;
      'crossroads-launcher': Props;
    }
  }
}
