from django.db import migrations, models

import explorer.coding.vocabulary


class Migration(migrations.Migration):

    dependencies = [
        ("explorer", '0020_judgement_roles'),
    ]

    operations = [
        migrations.AlterField(
            model_name="claimtopic",
            name="bearing",
            field=models.CharField(
                choices=[("position", "Position"), ("context", "Background")],
                default=explorer.coding.vocabulary.Bearing["POSITION"],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="mode",
            field=models.CharField(
                choices=[("asserted", "Stated"), ("hedged", "With a “maybe”"), ("conditional", "With an “if”")],
                default=explorer.coding.vocabulary.Mode["ASSERTED"],
                max_length=20,
            ),
        ),
    ]
