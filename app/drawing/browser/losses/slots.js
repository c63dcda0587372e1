/**
 * What can fill the slots f, g and h in the browser, by the name of the Python code it mirrors.
 *
 *   margin(cosY, parameters, out, cosines, label)   f, with its slope by cosY
 *   mining(logP, parameters, out, batch)            g, with its slope by logP
 *   guidance(cosine, boundary, parameters, out)     cos_k + ln(h_k) / s, with its slope by cos_k
 *   boundary(cosY, f, parameters)                   what a rival must exceed, where it is not f
 *   raw(theta, parameters)                          a margin's plain formula, not continued
 */

import { a_margin, a_raw } from "./a_softmax.js";
import { am_margin, am_raw } from "./am_softmax.js";
import { arc_margin, arc_raw } from "./arc_softmax.js";
import { arcneg_guide } from "./arcnegface.js";
import { circle_boundary, circle_guide, circle_margin } from "./circle.js";
import { combined_margin, combined_raw } from "./combined_margin.js";
import { focal_weight } from "./focal.js";
import { hard_weight } from "./hard_mining.js";
import { mv_guide } from "./mv_softmax.js";
import { npc_boundary, npc_guide, npc_margin } from "./npcface.js";
import { sv_guide } from "./sv_softmax.js";

export const SLOTS = {
  "losses.a_softmax:a_margin": a_margin,
  "losses.am_softmax:am_margin": am_margin,
  "losses.arc_softmax:arc_margin": arc_margin,
  "losses.combined_margin:combined_margin": combined_margin,
  "losses.circle:circle_margin": circle_margin,
  "losses.npcface:npc_margin": npc_margin,
  "losses.focal:focal_weight": focal_weight,
  "losses.hard_mining:hard_weight": hard_weight,
  "losses.sv_softmax:sv_guide": sv_guide,
  "losses.mv_softmax:mv_guide": mv_guide,
  "losses.arcnegface:arcneg_guide": arcneg_guide,
  "losses.circle:circle_guide": circle_guide,
  "losses.npcface:npc_guide": npc_guide,
  "losses.circle:circle_boundary": circle_boundary,
  "losses.npcface:npc_boundary": npc_boundary,
};

export const RAW = {
  "losses.a_softmax:a_margin": a_raw,
  "losses.am_softmax:am_margin": am_raw,
  "losses.arc_softmax:arc_margin": arc_raw,
  "losses.combined_margin:combined_margin": combined_raw,
};
