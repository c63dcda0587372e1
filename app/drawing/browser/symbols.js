/** The symbols of the one equation in plain words, for whoever meets it for the first time. */

export const SYMBOLS =
  "y is the own class of the sample, k any other; θ its angle to a class weight; s a scale. " +
  "What losses change: the margin f, the mining g, the guidance h.";
