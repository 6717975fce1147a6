/**
 * What the script elements of files fetched later are given besides their address, by their names: their hashes, in the
 * pinned copy of a build, where the build fills them in. Empty here and in `/widget.js`.
 */
export const PIN: Readonly<Record<string, { integrity: string; crossOrigin: '' }>> = {};
