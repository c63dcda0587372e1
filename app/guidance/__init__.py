"""When does it help?  The stored experiment on guidance, ready to be shown.

toy_models.guidance rows -> answer.Answer -> figures, sentences, a scene for the stage
"""
