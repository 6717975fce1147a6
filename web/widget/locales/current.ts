/** The language this panel is built for: English here; the build makes one panel a language by swapping this module. */
export { strings } from './en.ts';
